"""PubMed's XML: every field of an article, groups as authors, parts of an abstract, damage."""

from pathlib import Path

from core.formats.readers.read import read_file

ARTICLE = """<PubmedArticle><MedlineCitation><PMID Version="1">31234567</PMID><Article>
<Journal><ISSN IssnType="Electronic">1234-5679</ISSN><JournalIssue><Volume>12</Volume><Issue>3</Issue>
<PubDate><Year>2019</Year><Month>May</Month></PubDate></JournalIssue><Title>Journal of Lay Help</Title></Journal>
<ArticleTitle>Help from <i>peers</i> &amp; others</ArticleTitle>
<Pagination><MedlinePgn>101-9</MedlinePgn></Pagination><ELocationID EIdType="doi">10.5555/lay.1</ELocationID>
<Abstract><AbstractText Label="AIM">We asked.</AbstractText>
<AbstractText Label="RESULT">They told.</AbstractText></Abstract>
<AuthorList><Author><LastName>Larsen</LastName><ForeName>Mette B</ForeName></Author>
<Author><CollectiveName>The Lay Group</CollectiveName></Author></AuthorList><Language>nor</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Peer Group</DescriptorName></MeshHeading></MeshHeadingList>
</MedlineCitation><PubmedData><ReferenceList><Reference><Citation>Another 2001</Citation>
<ArticleIdList><ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData>
</PubmedArticle>"""
HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://example.org/x.dtd">\n'


def written(folder: Path, *articles: str) -> Path:
    path = folder / "pubmed.xml"
    path.write_text(HEAD + "<PubmedArticleSet>\n" + "\n".join(articles) + "\n</PubmedArticleSet>\n", encoding="utf-8")
    return path


def test_the_fields_of_an_article(tmp_path: Path) -> None:
    read = read_file(written(tmp_path, ARTICLE))
    (record,) = read.records
    assert read.format == "pubmed-xml" and not read.warnings
    assert record.title == "Help from peers & others"
    assert [(each.family, each.given) for each in record.authors] == [("Larsen", "Mette B"), ("The Lay Group", "")]
    assert (record.year, record.journal, record.volume, record.issue) == (2019, "Journal of Lay Help", "12", "3")
    assert (record.doi, record.pmid) == ("10.5555/lay.1", "31234567")
    assert record.pages.startswith("101") and "12345679" in "".join(record.issn).replace("-", "")
    assert record.abstract == "AIM: We asked. RESULT: They told."
    assert "Peer Group" in record.keywords and [each.value for each in record.languages] == ["nor"]


def test_a_damaged_article_costs_nothing_but_itself(tmp_path: Path) -> None:
    broken = ARTICLE.replace("</ArticleTitle>", "")
    read = read_file(written(tmp_path, ARTICLE, broken, ARTICLE.replace("31234567", "31234568")))
    assert [each.pmid for each in read.records] == ["31234567", "31234568"]
    assert read.skipped == 1 and read.warnings[0].line == 5 + ARTICLE.count("\n")
