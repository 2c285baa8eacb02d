"""A headless Chromium, spoken to over pipes (the DevTools protocol)."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")
KEYS = {"Enter": ("\r", 13), "Escape": ("", 27), "ArrowDown": ("", 40), "ArrowUp": ("", 38),
        "End": ("", 35), "Home": ("", 36), "PageDown": ("", 34), "Tab": ("", 9)}


#: Seconds until a browser that says nothing counts as hanging.
PATIENCE = 120


class BrowserError(Exception):
    """Chromium or a script in the page reported a failure."""


class Browser:
    """One page of one browser, with a folder of its own. A context manager."""

    def __init__(self, width=1440, height=900):
        program = next(filter(None, map(shutil.which, NAMES)), None)
        if program is None:
            raise BrowserError("no Chromium found (Debian: chromium)")
        self._home = tempfile.TemporaryDirectory(prefix="pyunbox-chromium-")
        self.downloads = os.path.join(self._home.name, "downloads")
        os.mkdir(self.downloads)
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()

        def pipes():
            # Where --remote-debugging-pipe reads and writes. Copies first: one of
            # them may be 3 or 4 already.
            copies = os.dup(theirs_in), os.dup(theirs_out)
            os.dup2(copies[0], 3)
            os.dup2(copies[1], 4)

        self._process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--disable-default-apps", "--disable-extensions",
             "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + self._home.name,
             "--remote-debugging-pipe", f"--window-size={width},{height}", "about:blank"],
            preexec_fn=pipes, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self._buffer = b""
        self._number = 0
        self._session = None
        self.requests = []  # addresses that the page asked for
        self.problems = []  # errors and warnings of the console
        pages = self.call("Target.getTargets")["targetInfos"]
        target = next(page["targetId"] for page in pages if page["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=self.downloads)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._out)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        self._home.cleanup()

    def call(self, method, **params):
        """The result of one command; events on the way are noted."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._send(message)
        while True:
            answer = self._read(method)
            if answer.get("id") == self._number:
                break
            self._note(answer)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']}")
        return answer["result"]

    def _send(self, message):
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data):]

    def _read(self, method):
        while b"\0" not in self._buffer:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                raise BrowserError(f"{method}: Chromium says nothing for {PATIENCE} s")
            data = os.read(self._in, 1 << 16)
            if not data:
                raise BrowserError("Chromium ended")
            self._buffer += data
        text, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(text)

    def _note(self, event):
        method, params = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            # "Leave the page?": it holds all else up until it is answered.
            self._send({"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": True},
                        "sessionId": self._session})
        elif method == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(params["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.problems.append(json.dumps(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.problems.append(json.dumps(params["entry"]))

    def open(self, path):
        done = self.call("Page.navigate", url="file://" + os.path.abspath(path))
        if "errorText" in done:
            raise BrowserError(f"{path}: {done['errorText']}")
        while self.run("document.readyState") != "complete" or self.run("location.protocol") != "file:":
            pass

    def run(self, script):
        """The value of a JavaScript expression, promises awaited."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                           awaitPromise=True, userGesture=True)
        if "exceptionDetails" in result:
            raise BrowserError(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def frame(self):
        """Waits until what was asked for is drawn."""
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def click(self, selector):
        """A click of the mouse in the middle of an element, brought into view."""
        box = self.run("""(() => {
          const found = document.querySelector(%s);
          if (!found) return null;
          found.scrollIntoView({block: "center"});
          const { x, y, width, height } = found.getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        })()""" % json.dumps(selector))
        if box is None:
            raise BrowserError("there is no " + selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
        self.frame()

    def type(self, text):
        self.call("Input.insertText", text=text)
        self.frame()

    def press(self, key):
        """One key: a name of KEYS or a character."""
        text, code = KEYS.get(key, (key, ord(key[0].upper())))
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)
        self.frame()

    def download(self, selector, name):
        """The JSON in the file of this name that a click saves. The file is removed."""
        self.click(selector)
        path = os.path.join(self.downloads, name)
        for _ in range(20 * PATIENCE):
            if os.path.exists(path) and os.path.getsize(path):
                break
            time.sleep(0.05)
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
        os.remove(path)
        return found

    def dark(self, wanted):
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if wanted else "light"}])
        self.frame()

    def screenshot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
