"""The two printings of one protocol's strategy: P as the journal has it, V as the preprint's PDF gives it."""

from __future__ import annotations

_TERMS = """\
peer group
peer adj (provid* or support*).ti,ab.
(live* adj experience*).ti,ab.
psw.ti,ab.
(expert adj by adj experienc*).ti,ab.
prosum*.ti,ab.
enduce*.ti,ab.
(boundary adj spanner*).ti,ab.
(peer adj mentor*).ti,ab.
(peer adj educator*).ti,ab.
(peer adj advocate*).ti,ab.
(peer adj listen*).ti,ab.
(peer adj provid*).ti,ab.
or/1-13
exp Cooperative Behavior/
collaborat*.ti,ab.
participat*.ti,ab.
integrat*.ti,ab.
((collaborat* or social) adj innovat*).ti,ab.
cooperat*.ti,ab.
cocreat*.ti,ab.
(co adj creat*).ti,ab.
coproduct*.ti,ab.
(co adj produc*).ti,ab.
or/15-24
exp Public Sector/
exp Health Care Sector/
exp Mental Health Services/
exp Mental Health/
exp State Medicine/
exp Primary Health Care/
exp "Delivery of Health Care"/
(public adj care adj service*).ti,ab.
(public adj service*).ti,ab.
(mental adj health*).ti,ab.
(Addiction adj Service*).ti,ab.
exp Health Services/
(Peer adj Recovery adj Support adj Service*).ti,ab.
(recover* adj service*).ti,ab.
municipal*.ti,ab.
(Social adj health adj care*).ti,ab.
exp Social Work/
(Social adj service*).ti,ab.
(statutory adj mental adj health adj service*).ti,ab.
exp Community Mental Health Services/
(third adj sector adj organisation*).ti,ab.
or/26-46
14 and 25 and 47
limit 48 to English
""".splitlines()
_FIGURE = "\n\n\n\nFig 1. PRISMA flow diagram of the search strategy.\n\n<https://doi.org/10.1371/journal.pone.0248558.g001>\n\n"
P = "\n".join(f"{number}. {text}" + _FIGURE * (number == 17) for number, text in enumerate(_TERMS, 1)) + "\n"

_EATEN = {
    6: "\ufffd",
    8: "\ufffd",
    16: "1\ufffd",
    18: "1\ufffd",
    26: "2\ufffd",
    28: "2\ufffd",
    36: "3\ufffd",
    38: "3\ufffd",
}
_EATEN |= {46: "4\ufffd", 48: "4\ufffd"}
_OTHERS = {2: "peer adj (provid* or support*)).ti,ab.", 4: "ti,ab.", 48: "14 and 25 and ", 49: "limit 48 to english"}
V = "".join(
    f"{' ' * (number in (6, 40))}{_EATEN.get(number, number)}. {_OTHERS.get(number, text)}\n"
    + "\n" * (number not in (5, 39))
    for number, text in enumerate(_TERMS, 1)
)
