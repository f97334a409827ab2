"""MODS: an article in its host, a book, and namespaces as prefixes."""

from pathlib import Path

from core.formats.readers.read import read_file

ARTICLE = """<mods><titleInfo><nonSort>The</nonSort><title>help of peers</title><subTitle>a study</subTitle>
</titleInfo>
<name type="personal"><namePart type="family">Larsen</namePart><namePart type="given">Mette</namePart>
<role><roleTerm type="text">author</roleTerm></role></name>
<name type="personal"><namePart>Berg, Ola</namePart><role><roleTerm>edt</roleTerm></role></name>
<genre>journal article</genre><language><languageTerm type="code">eng</languageTerm></language>
<abstract>We asked them.</abstract><identifier type="doi">10.5555/mods.1</identifier>
<relatedItem type="host"><titleInfo><title>Journal of Lay Help</title></titleInfo>
<identifier type="issn">1234-5679</identifier><part><detail type="volume"><number>7</number></detail>
<detail type="issue"><number>2</number></detail><extent unit="pages"><start>11</start><end>19</end></extent>
<date>2018</date></part></relatedItem></mods>"""


def test_the_fields_of_an_article_in_its_host(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f'<modsCollection xmlns="http://www.loc.gov/mods/v3">\n{ARTICLE}\n</modsCollection>', "utf-8")
    read = read_file(path)
    (record,) = read.records
    assert read.format == "mods"
    assert record.title == "The help of peers: a study" and [(each.family, each.given) for each in record.authors] == [
        ("Larsen", "Mette")
    ]
    assert (record.journal, record.volume, record.issue, record.year) == ("Journal of Lay Help", "7", "2", 2018)
    assert record.pages.startswith("11") and record.doi == "10.5555/mods.1" and record.abstract == "We asked them."


def test_prefixed_names_are_read_alike(tmp_path: Path) -> None:
    prefixed = ARTICLE.replace("</", "</m:").replace("<", "<m:").replace("<m:/m:", "</m:")
    path = tmp_path / "a.xml"
    path.write_text(f'<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3">{prefixed}</m:modsCollection>', "utf-8")
    (record,) = read_file(path).records
    assert record.title == "The help of peers: a study" and record.volume == "7"
