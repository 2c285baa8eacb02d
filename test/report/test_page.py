"""The HTML report in a real browser: what a person sees, clicks and saves."""

import json
import os
import re
import subprocess
import sys
import unittest

import browser
import sample
from tool import INCLUDE, ReportCase

SIZE = 5000

# WCAG 2.2, 1.4.3: the contrast of the text of an element with what is behind it.
CONTRAST = """(selector => {
  const luminance = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll(selector)].map((element) => {
    let behind = element;
    while (behind.parentElement && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)")
      behind = behind.parentElement;
    const [light, dark] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor]
      .map(luminance).sort((a, b) => b - a);
    return [element.className || element.tagName, (light + 0.05) / (dark + 0.05)];
  });
})(%s)"""
TEXTS = (".name, .sub, .chip, .where, .verdict p, .soft, h2, h3, #count, #saved, .tok-k, .tok-s, .tok-n, "
         ".tok-c, .no, .label, .number, th button, .keys, button.primary, .source h4 span, .badge")


class PageCase(ReportCase):
    """Each test opens the page anew, and fails if it has any trouble."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browser = cls.enterClassContext(browser.Browser())
        cls.pyunbox("render", "--to=html", "--output=shapes.html", "shapes.json")
        sample.write(cls.path("large.json"), sample.report(SIZE))
        cls.pyunbox("render", "--to=html", "--output=large.html", "large.json")

    def open(self, name):
        self.browser.call("Page.navigate", url="about:blank")
        self.browser.requests.clear()
        self.browser.problems.clear()
        self.browser.dark(False)
        self.browser.open(self.path(name))
        self.browser.frame()

    def tearDown(self):
        self.assertEqual(self.browser.problems, [])
        elsewhere = [url for url in self.browser.requests if not url.startswith(("file:", "data:", "blob:"))]
        self.assertEqual(elsewhere, [], "the page asked for something")

    def run_js(self, script):
        return self.browser.run(script)

    def text(self, selector):
        return self.run_js(f"document.querySelector({json.dumps(selector)})?.innerText")

    def names(self):
        return self.run_js("[...document.querySelectorAll('#table tbody .name')].map(e => e.innerText)")

    def choose(self, identifier, value):
        self.run_js(f"""(() => {{ const found = document.getElementById({json.dumps(identifier)});
          found.value = {json.dumps(value)};
          found.dispatchEvent(new Event("input", {{ bubbles: true }})); }})()""")
        self.browser.frame()

    def saved(self):
        return self.browser.download("#save", "decisions.json")


class Large(PageCase):
    def setUp(self):
        self.open("large.html")
        with open(self.path("large.json"), encoding="utf-8") as file:
            self.report = json.load(file)

    def test_the_overview_counts(self):
        summary = self.report["summary"]
        self.assertRegex(self.text(".figure"), rf"^{summary['typed']}\s+of {SIZE}, 33 %")
        for kind, count in summary["typed_by_entry"].items():
            self.assertIn(str(count), self.text(f"[data-filter='typed: {kind}']"))
        self.browser.click("button.plain.more")
        shown = self.run_js("[...document.querySelectorAll('.card:nth-child(2) .bars button')]"
                            ".map(e => [e.dataset.filter, Number(e.querySelector('.number').innerText)])")
        self.assertEqual(dict(shown), summary["rejected_by_reason"])

    def test_only_the_rows_in_view_exist(self):
        self.assertLess(len(self.names()), 60)
        self.assertEqual(self.run_js("document.getElementById('table').getAttribute('aria-rowcount')"), str(SIZE + 1))
        self.run_js("document.getElementById('scroll').scrollTop = 1e9")
        self.browser.frame()
        self.assertEqual(self.names()[-1], f"function_{SIZE - 1:05}")
        self.assertLess(len(self.names()), 60)
        self.run_js("document.getElementById('scroll').scrollTop = 53 * 2500")
        self.browser.frame()
        self.assertIn("function_02500", self.names())

    def test_search_and_filters(self):
        self.browser.click("#query")
        self.browser.type("FUNCTION_0123")
        self.assertEqual(self.text("#count"), f"10 of {SIZE} methods")
        self.assertEqual(self.names(), [f"function_{n:05}" for n in range(1230, 1240)])
        self.choose("verdict", "typed")
        self.assertEqual(self.names(), ["function_01230", "function_01233", "function_01236", "function_01239"])
        self.choose("effect", "module state")
        self.assertEqual(self.names(), ["function_01233", "function_01239"])
        self.browser.click("button[type=reset]")
        self.assertEqual(self.text("#count"), f"{SIZE} of {SIZE} methods")
        self.choose("query", "no such thing")
        self.assertEqual(self.names(), [])
        self.assertIn("No method matches", self.text("#table tbody"))

    def test_a_bar_filters_and_a_second_click_ends_it(self):
        count = self.report["summary"]["rejected_by_reason"]["self-used"]
        button = "[data-filter='self-used']"
        if not self.text(button):
            self.browser.click("button.plain.more")
        self.browser.click(button)
        self.assertEqual(self.text("#count"), f"{count} of {SIZE} methods")
        self.assertEqual(self.run_js("document.getElementById('reason').value"), "self-used")
        self.assertEqual(self.run_js(f'document.querySelector("{button}").getAttribute("aria-pressed")'), "true")
        self.browser.click(button)
        self.assertEqual(self.text("#count"), f"{SIZE} of {SIZE} methods")

    def test_headers_sort(self):
        self.browser.click("th.c-name button")
        self.assertEqual(self.names()[0], f"function_{SIZE - 1:05}")
        self.assertEqual(self.run_js("document.querySelector('th.c-name').getAttribute('aria-sort')"), "descending")
        self.browser.click("th.c-verdict button")
        self.assertEqual(self.text("#table tbody tr .chip"), "adapter")
        self.assertEqual(self.run_js("document.querySelector('th.c-name').getAttribute('aria-sort')"), "none")

    def test_the_keyboard_alone(self):
        self.browser.press("/")
        self.browser.type("function_00")
        self.browser.press("ArrowDown")
        self.assertEqual(self.text("#detail h2"), "function_00000")
        self.browser.press("ArrowDown")
        self.browser.press("ArrowDown")
        self.assertEqual(self.text("#detail h2"), "function_00002")
        self.browser.press("r")
        self.assertEqual(self.text("tr[aria-selected='true'] .mark"), "✗ rejected")
        self.browser.press("Enter")
        self.assertEqual(self.run_js("document.activeElement.id"), "detail")
        self.browser.press("Escape")
        self.assertEqual(self.run_js("document.activeElement.getAttribute('aria-selected')"), "true")
        self.browser.press("End")
        self.assertEqual(self.text("#detail h2"), "function_00999")
        self.browser.press("a")
        self.browser.press("a")
        self.assertIsNone(self.text("tr[aria-selected='true'] .mark"))
        self.assertEqual([m["id"] for m in self.saved()["methods"]], ["sample.function_00002"])

    def test_everything_to_operate_has_a_name(self):
        self.browser.click("#table tbody tr[data-index='0']")
        nodes = self.browser.call("Accessibility.getFullAXTree")["nodes"]
        roles = {}
        for node in nodes:
            if not node.get("ignored"):
                roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
        for role in ("button", "searchbox", "combobox", "textbox", "grid", "columnheader"):
            with self.subTest(role):
                self.assertTrue(roles.get(role), "none found")
                self.assertNotIn("", roles[role])
        for landmark in ("main", "article", "search", "heading"):
            self.assertIn(landmark, roles)

    def test_both_themes_can_be_read(self):
        self.browser.click("#table tbody tr[data-index='0']")
        self.browser.press("a")
        backs = set()
        for dark in (False, True):
            self.browser.dark(dark)
            for index in (0, 1):
                self.browser.click(f"#table tbody tr[data-index='{index}']")
                pairs = self.run_js(CONTRAST % json.dumps(TEXTS))
                self.assertGreater(len(pairs), 50)
                poor = {name: round(ratio, 2) for name, ratio in pairs if ratio < 4.5}
                self.assertEqual(poor, {}, "dark" if dark else "light")
            backs.add(self.run_js("getComputedStyle(document.body).backgroundColor"))
        self.assertEqual(len(backs), 2)
        self.browser.click("#theme")
        self.assertEqual(self.run_js("document.documentElement.dataset.theme"), "light")

    def test_it_fits_narrow_windows(self):
        for width in (1440, 1000, 700):
            self.browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                              deviceScaleFactor=1, mobile=False)
            self.browser.frame()
            self.assertLessEqual(self.run_js("document.documentElement.scrollWidth"), width)
        self.browser.call("Emulation.setDeviceMetricsOverride", width=1440, height=900,
                          deviceScaleFactor=1, mobile=False)


class Small(PageCase):
    def setUp(self):
        self.open("shapes.html")

    def show(self, name):
        index = self.names().index(name)
        self.browser.click(f"#table tbody tr[data-index='{index}']")

    def test_a_typed_method(self):
        self.show("area")
        detail = self.text("#detail")
        for part in ("double (double, double)", "METH_VARARGS | METH_KEYWORDS", "by place or keyword",
                     "PyFloat_FromDouble", "calls 'area_of', which computes on C values",
                     "PYUNBOX_METHOD_FAST(pyunbox_methods_area", 'The area of a "rectangle".'):
            self.assertIn(part, detail)
        self.assertIn("static double area_of(double width, double height)", self.text(".sources .source:nth-child(2)"))
        self.assertEqual(self.run_js("getComputedStyle(document.querySelector('.sources')).gridTemplateColumns"
                                     ".split(' ').length"), 2, "wrapper and implementation side by side")
        step = next(s for s in self.method("area")["steps"] if "calls" in s["message"])
        self.browser.click(".steps li:nth-child(2) button")
        self.assertEqual(self.run_js("document.querySelector('.row.flash').dataset.line"),
                         str(step["location"]["line"]))

    def test_reasons_lead_to_their_pages(self):
        self.pyunbox("render", "--to=html", "--docs-url=https://example.org/docs/", "--output=linked.html", "shapes.json")
        self.open("linked.html")
        self.show("narrow")
        self.assertEqual(self.run_js("document.querySelector('.verdict a').href"),
                         "https://example.org/docs/reasons/format-mismatch.md")

    def test_effects_with_their_evidence(self):
        self.show("count")
        self.assertIn("module state", self.text(".effects .chip"))
        self.assertRegex(self.text("#detail .evidence"), r"state: variable 'total'\s+shapes.c:\d+")

    def test_a_rejected_method_with_its_reason_and_its_help(self):
        self.show("narrow")
        self.assertIn("format-mismatch", self.text(".verdict"))
        self.assertIn("often a bug", self.text(".verdict"))
        self.assertEqual(self.run_js("document.querySelectorAll('.verdict a').length"), 0)
        bad = self.run_js("document.querySelector('.row.bad').dataset.line")
        self.assertEqual(bad, str(self.method("narrow")["reason"]["location"]["line"]))

    def test_bugs_of_the_extension_are_said_to_be_bugs(self):
        self.assertIn("format-mismatch", self.text(".card.warning"))
        self.choose("verdict", "likely bug")
        self.assertEqual(self.names(), ["doubled", "narrow"])
        self.show("narrow")
        self.assertIn("This is a bug of the extension", self.text(".verdict"))

    def test_a_finding_beside_a_type(self):
        self.browser.click(".card.warning [data-filter='missing-check']")
        self.assertEqual(self.names(), ["doubled"])
        self.show("doubled")
        self.assertIn("long (long)", self.text(".verdict:not(.finding)"))
        self.assertIn("missing-check", self.text(".verdict.finding"))
        self.assertIn("This is a bug of the extension", self.text(".verdict.finding"))
        self.browser.click(".verdict.finding button")
        self.assertEqual(self.run_js("document.querySelector('.row.flash .text').innerText.trim()"),
                         "return PyLong_FromLong(2 * PyLong_AsLong(object));")

    def test_the_proposed_rewrite_is_a_diff(self):
        self.show("count")
        lines = self.run_js("[...document.querySelectorAll('.code.diff .row')].map(e => [e.className, e.innerText])")
        kinds = {kind.split()[-1] for kind, _ in lines}
        self.assertEqual(kinds, {"row", "added", "gone", "hunk"})
        texts = {kind: [text for each, text in lines if each.endswith(kind)] for kind in ("added", "gone")}
        self.assertEqual(len(texts["gone"]), 1)
        self.assertIn('{"count", count, METH_O', texts["gone"][0])
        self.assertIn("PYUNBOX_METHOD(pyunbox_methods_count", texts["added"][-1])

    def test_without_a_choice_the_kinds_are_explained(self):
        for kind in ("direct", "adapter", "specialized", "not typed"):
            self.assertIn(kind, self.text("#detail .kinds"))

    def test_a_fingertip_finds_its_target(self):
        self.browser.call("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=2, mobile=True)
        self.browser.call("Emulation.setTouchEmulationEnabled", enabled=True)
        try:
            self.browser.frame()
            self.assertLessEqual(self.run_js("document.documentElement.scrollWidth"), 390)
            self.show("area")
            low = self.run_js("[...document.querySelectorAll('button, select, input')].filter(e => e.offsetHeight)"
                              ".filter(e => e.offsetHeight < 44).map(e => e.outerHTML)")
            self.assertEqual(low, [])
        finally:
            self.browser.call("Emulation.setTouchEmulationEnabled", enabled=False)
            self.browser.call("Emulation.setDeviceMetricsOverride", width=1440, height=900,
                              deviceScaleFactor=1, mobile=False)

    def test_markup_in_sources_is_text(self):
        self.show("same")
        self.assertIn("</script><b>The same object.</b>", self.text("#detail .doc"))
        self.assertEqual(self.run_js("document.querySelectorAll('#detail b').length"), 0)

    def test_a_link_leads_to_its_method(self):
        self.show("choose")
        self.assertEqual(self.run_js("location.hash"), "#shapes.choose")
        self.open("shapes.html#shapes.choose")
        self.assertEqual(self.text("#detail h2"), "choose")

    def test_what_is_rejected_on_the_page_is_not_rewritten(self):
        """The whole loop: click, save, rewrite, build with the launcher, load."""
        self.show("area")
        self.browser.click(".judge .reject")
        self.browser.click("#comment")
        self.browser.type("not <yet>")
        self.show("count")
        self.browser.click(".judge .accept")
        self.assertEqual(self.text("#saved"), "2 decided, not saved")
        decisions = self.saved()
        self.assertEqual(self.text("#saved"), "2 decided")
        self.assertEqual(decisions["methods"], [
            {"id": "shapes.area", "decision": {"verdict": "reject", "comment": "not <yet>"}},
            {"id": "shapes.count", "decision": {"verdict": "accept", "comment": ""}}])
        sample.write(self.path("decisions.json"), decisions)

        flags = ["shapes.c", "--", "-I" + INCLUDE]
        every = re.findall(r"\+.*PYUNBOX_METHOD(?:_FAST)?\((\w+)", self.pyunbox("rewrite", "--diff", *flags))
        self.assertEqual(every, ["pyunbox_methods_area", "pyunbox_methods_count", "pyunbox_methods_doubled", "pyunbox_methods_nothing"])
        left = re.findall(r"\+.*PYUNBOX_METHOD(?:_FAST)?\((\w+)", self.pyunbox("rewrite", "--diff", "--from=decisions.json", *flags))
        self.assertEqual(left, ["pyunbox_methods_count", "pyunbox_methods_doubled", "pyunbox_methods_nothing"])

        for settings, records in (({}, every), ({"PYUNBOX_DECISIONS": "decisions.json"}, left)):
            self.pyunbox("cc", "--", os.environ["PYUNBOX_GCC"], "-shared", "-fPIC", "-I" + INCLUDE, "-o", "shapes.so",
                         "shapes.c", **settings)
            with open(self.path("shapes.so"), "rb") as file:
                built = file.read()
            self.assertEqual([name for name in every if name.encode() in built], records)
            done = subprocess.run([sys.executable, "-c", "import shapes; print(shapes.area(3.0), shapes.count(2))"],
                                  cwd=self.folder, stdout=subprocess.PIPE, text=True, check=True)
            self.assertEqual(done.stdout, "6.0 2\n")

        # A new analysis keeps what was decided, and so does its page.
        self.pyunbox("analyze", "--format=json", "--from=decisions.json", "--output=decided.json", *flags)
        self.assertEqual(self.method("area", "decided.json")["decision"], {"verdict": "reject", "comment": "not <yet>"})
        self.pyunbox("render", "--to=html", "--output=decided.html", "decided.json")
        self.open("decided.html")
        self.assertEqual(self.text("#saved"), "2 decided")
        self.show("area")
        self.assertEqual(self.run_js("document.getElementById('comment').value"), "not <yet>")
        self.assertEqual(self.run_js("document.querySelector('.judge .reject').getAttribute('aria-pressed')"), "true")


del PageCase, ReportCase

if __name__ == "__main__":
    unittest.main()
