"""Chinese, Japanese and Korean are told by their characters, before any statistics."""

from __future__ import annotations

import re

from diptych.core.detection import Candidate

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
# Without the katakana middle dot, which Chinese puts between the parts of foreign names as well.
_HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")

# Frequent characters whose simplified and traditional forms differ, pair by pair.
_PAIRS = [
    "们們",
    "这這",
    "国國",
    "说說",
    "时時",
    "对對",
    "为為",
    "会會",
    "过過",
    "发發",
    "动動",
    "学學",
    "经經",
    "后後",
    "与與",
    "无無",
    "长長",
    "门門",
    "问問",
    "关關",
    "马馬",
    "鸟鳥",
    "鱼魚",
    "东東",
    "车車",
    "书書",
    "电電",
    "话話",
    "语語",
    "见見",
    "贝貝",
    "页頁",
    "风風",
    "飞飛",
    "龙龍",
    "头頭",
    "买買",
    "卖賣",
    "实實",
    "写寫",
    "谁誰",
    "让讓",
    "认認",
    "识識",
    "记記",
    "讲講",
    "论論",
    "设設",
    "访訪",
    "证證",
    "评評",
    "词詞",
    "译譯",
    "该該",
    "请請",
    "谢謝",
    "变變",
    "边邊",
    "达達",
    "还還",
    "进進",
    "远遠",
    "连連",
    "选選",
    "适適",
    "运運",
    "陆陸",
    "阳陽",
    "阴陰",
    "队隊",
    "际際",
    "随隨",
    "隐隱",
    "难難",
    "韩韓",
    "领領",
    "题題",
    "颜顏",
    "类類",
    "饭飯",
    "饮飲",
    "馆館",
    "验驗",
    "体體",
    "应應",
    "开開",
    "战戰",
    "击擊",
    "军軍",
    "铁鐵",
    "银銀",
    "错錯",
    "钟鐘",
    "镇鎮",
    "针針",
    "钱錢",
    "协協",
    "单單",
    "双雙",
    "历歷",
    "压壓",
    "厂廠",
    "广廣",
    "庆慶",
    "库庫",
    "归歸",
    "录錄",
    "总總",
    "织織",
    "线線",
    "组組",
    "细細",
    "结結",
    "绝絕",
    "统統",
    "继繼",
    "续續",
    "绩績",
    "维維",
    "综綜",
    "绿綠",
    "编編",
    "缘緣",
    "网網",
    "罗羅",
    "罚罰",
    "将將",
    "来來",
    "两兩",
    "现現",
    "机機",
    "给給",
    "气氣",
    "万萬",
    "区區",
    "员員",
    "场場",
    "华華",
    "产產",
    "权權",
    "业業",
    "党黨",
    "济濟",
    "护護",
    "报報",
    "议議",
    "团團",
    "节節",
    "环環",
    "视視",
    "积積",
    "极極",
    "标標",
    "种種",
    "众眾",
    "办辦",
    "务務",
    "导導",
    "训訓",
]
_SIMPLIFIED = frozenset(pair[0] for pair in _PAIRS) - {"后"}  # the empress, in both forms
_TRADITIONAL = frozenset(pair[1] for pair in _PAIRS)


class ScriptGuard:
    """Speaks only when at least three tenths of the letters are Han, kana or hangul."""

    name = "script"

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """The language the characters allow, or nothing.

        Two candidates with equal scores for Chinese whose characters tell neither form.
        """
        letters = sum(1 for c in text if c.isalpha())
        han, kana, hangul = (len(p.findall(text)) for p in (_HAN, _KANA, _HANGUL))
        if not letters or (han + kana + hangul) / letters <= 0.3:
            return ()
        if kana and kana >= 0.05 * (han + kana) and kana >= hangul:
            return (self._say("ja"),)
        if hangul > han:
            return (self._say("ko"),)
        simplified = sum(1 for c in text if c in _SIMPLIFIED)
        traditional = sum(1 for c in text if c in _TRADITIONAL)
        if simplified == traditional:
            return self._say("zh-Hans", 0.5), self._say("zh-Hant", 0.5)
        return (self._say("zh-Hant" if traditional > simplified else "zh-Hans"),)

    def _say(self, tag: str, score: float = 1.0) -> Candidate:
        return Candidate(tag, score, self.name)
