"""HTML of texts: escaped once, and never twice."""

from __future__ import annotations

from core.report.document.html import Markup, element, escaped, joined


def test_what_is_markup_is_left_as_it_is_and_all_else_is_escaped() -> None:
    assert escaped("<b> & \"q\" 'a'") == "&lt;b&gt; &amp; &quot;q&quot; &#x27;a&#x27;"
    assert escaped(Markup("<b>")) == "<b>" and isinstance(escaped("x"), Markup) and escaped("a\n b") == "a b"
    assert (
        joined(["<", Markup("<i>")], "&") == "&lt;&amp;<i>" and joined([]) == "" and isinstance(joined(["a"]), Markup)
    )


def test_elements() -> None:
    assert element("p", "a<", Markup("<i>"), class_="n", aria_label='"x"', data_x=None, tabindex=0) == (
        '<p class="n" aria-label="&quot;x&quot;" tabindex="0">a&lt;<i></p>'
    )
    assert element("br") == "<br>" and element("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert element("td") == "<td></td>" and isinstance(element("td"), Markup) and isinstance(element("br"), Markup)
