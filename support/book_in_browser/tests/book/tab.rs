//! A tab of the browser: the actions of a reader, and the checks of a page.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::built::Page;

/// Checks in JavaScript, which run in the page. Each returns its complaints, in
/// words.
const CHECKS: &str = concat!(
    include_str!("checks/words.js"),
    include_str!("checks/page.js"),
    include_str!("checks/pictures.js"),
    include_str!("checks/answers.js"),
    include_str!("checks/search.js"),
    include_str!("checks/axe.js"),
    include_str!("checks/copying.js"),
    include_str!("checks/keys.js"),
    include_str!("checks/what_if.js"),
);

/// A tab with one open page at a time.
pub struct Tab<'a> {
    browser: &'a mut Browser,
    target: String,
    session: String,
    /// Events since the page was opened.
    events: Vec<Value>,
}

impl<'a> Tab<'a> {
    /// Opens an empty tab.
    pub fn new(browser: &'a mut Browser) -> Self {
        let blank = json!({ "url": "about:blank" });
        let events = &mut Vec::new();
        let made = browser.call(None, "Target.createTarget", &blank, events);
        let target = text(&made["targetId"]);
        let attach = json!({ "targetId": target, "flatten": true });
        let made = browser.call(None, "Target.attachToTarget", &attach, events);
        let session = text(&made["sessionId"]);
        let events = Vec::new();
        let mut tab = Self {
            browser,
            target,
            session,
            events,
        };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            tab.call(&format!("{domain}.enable"), &json!({}));
        }
        // The print page prints itself when it is loaded, and ignores clicks
        // meanwhile.
        let source = json!({ "source": "window.print = () => {};" });
        tab.call("Page.addScriptToEvaluateOnNewDocument", &source);
        tab
    }

    /// Closes the tab.
    pub fn close(mut self) {
        let target = json!({ "targetId": self.target });
        self.call("Target.closeTarget", &target);
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        let session = Some(self.session.as_str());
        let events = &mut self.events;
        self.browser.call(session, method, parameters, events)
    }

    /// Opens `page`, and forgets the events of the previous page.
    pub fn open(&mut self, page: &Page) {
        self.go_to(page.url.as_str());
    }

    /// Opens the page at `url` and waits until it is loaded.
    pub fn go_to(&mut self, url: &str) {
        self.events.clear();
        let opened = self.call("Page.navigate", &json!({ "url": url }));
        let error = &opened["errorText"];
        assert!(error.is_null(), "{url} does not open: {error}");
        let session = self.session.as_str();
        let loaded = |event: &Value| {
            event["method"] == "Page.loadEventFired"
                && event["sessionId"] == session
        };
        if !self.events.iter().any(loaded) {
            self.browser.wait_for(url, &mut self.events, loaded);
        }
        self.ask("settled()");
    }

    /// Returns the value of `expression`, which may call the functions in
    /// `checks/`.
    pub fn ask(&mut self, expression: &str) -> Value {
        let source = format!(
            "(async () => {{ {CHECKS}; return await {expression}; }})()"
        );
        let evaluation = json!({
            "expression": source,
            "awaitPromise": true,
            "returnByValue": true,
        });
        let mut answer = self.call("Runtime.evaluate", &evaluation);
        let thrown = &answer["exceptionDetails"]["exception"]["description"];
        assert!(thrown.is_null(), "{expression} throws {thrown}");
        answer["result"]["value"].take()
    }

    /// Returns the value of `expression`, which is a list of sentences.
    pub fn sentences(&mut self, expression: &str) -> Vec<String> {
        let answer = self.ask(expression);
        let answer = answer.as_array().expect("a list of sentences");
        answer.iter().map(text).collect()
    }

    /// Returns complaints about the page's console messages and about anything
    /// that it loaded from elsewhere.
    pub fn noise(&self) -> Vec<String> {
        let events = self.events.iter();
        let ours = events.filter(|event| event["sessionId"] == self.session);
        ours.filter_map(complaint).collect()
    }

    /// Makes the window `width` wide, from the next page on.
    pub fn set_width(&mut self, width: u32) {
        let metrics = json!({
            "width": width,
            "height": 900,
            "deviceScaleFactor": 1,
            "mobile": false,
        });
        self.call("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Shows the page as on this medium: `screen`, `print`, or the default.
    pub fn set_media(&mut self, media: &str) {
        let media = json!({ "media": media });
        self.call("Emulation.setEmulatedMedia", &media);
    }

    /// Clicks with the mouse at `point`, which holds x and y.
    pub fn click(&mut self, point: &Value) {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind,
                "x": point["x"],
                "y": point["y"],
                "button": "left",
                "clickCount": 1,
            });
            self.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// Presses the Enter key.
    pub fn press_enter(&mut self) {
        let text = json!({ "text": "\r" });
        self.press("Enter", 13, text);
    }

    /// Presses the Tab key.
    pub fn press_tab(&mut self) {
        self.press("Tab", 9, json!({}));
    }

    /// Presses the arrow key that leads to the next page.
    pub fn press_right(&mut self) {
        self.press("ArrowRight", 39, json!({}));
    }

    /// Returns whether a key or a click has requested another page since this
    /// one was opened.
    pub fn is_leaving(&self) -> bool {
        let asked = "Page.frameRequestedNavigation";
        self.events.iter().any(|event| event["method"] == asked)
    }

    fn press(&mut self, key: &str, code: u32, mut event: Value) {
        event["key"] = key.into();
        event["code"] = key.into();
        event["windowsVirtualKeyCode"] = code.into();
        for kind in ["keyDown", "keyUp"] {
            event["type"] = kind.into();
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Enters `words` at the cursor, and releases a key.
    pub fn enter(&mut self, words: &str) {
        self.call("Input.insertText", &json!({ "text": words }));
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": "End", "code": "End" });
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Writes the whole page into `file`, as a PNG.
    pub fn photograph(&mut self, file: &Path) {
        let size = self.ask("pageSize()");
        let parameters = json!({
            "captureBeyondViewport": true,
            "clip": {
                "x": 0,
                "y": 0,
                "width": size["width"],
                "height": size["height"],
                "scale": 1,
            },
        });
        let answer = self.call("Page.captureScreenshot", &parameters);
        let picture = STANDARD.decode(text(&answer["data"]));
        let picture = picture.expect("a picture comes in base64");
        let written = fs::write(file, picture);
        written.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

/// Returns a complaint about `event`, if there is one.
fn complaint(event: &Value) -> Option<String> {
    let it = &event["params"];
    match event["method"].as_str()? {
        "Runtime.consoleAPICalled" => {
            let kind = it["type"].as_str()?;
            let said = it["args"].as_array()?.iter();
            let said: Vec<_> = said.map(console_argument).collect();
            ["error", "warning", "assert"].contains(&kind).then(|| {
                format!("the console shows ({kind}): {}", said.join(" "))
            })
        }
        "Runtime.exceptionThrown" => {
            let thrown = &it["exceptionDetails"];
            let text = &thrown["text"];
            let what = &thrown["exception"]["description"];
            Some(format!("a script fails: {text} {what}"))
        }
        "Log.entryAdded" => {
            let entry = &it["entry"];
            let level = entry["level"].as_str()?;
            ["error", "warning"].contains(&level).then(|| {
                let (text, url) = (&entry["text"], &entry["url"]);
                format!("the browser reports ({level}): {text} {url}")
            })
        }
        "Network.requestWillBeSent" => elsewhere(&it["request"]["url"]),
        "Network.webSocketCreated" => elsewhere(&it["url"]),
        "Inspector.targetCrashed" => Some("the page crashed".to_owned()),
        _ => None,
    }
}

/// Returns an argument of `console.error` and similar functions, as the console
/// shows it.
fn console_argument(argument: &Value) -> String {
    match (&argument["value"], &argument["description"]) {
        (Value::String(text), _) | (Value::Null, Value::String(text)) => {
            text.clone()
        }
        (value, _) => value.to_string(),
    }
}

/// Returns a complaint if `url` is not on this machine.
fn elsewhere(url: &Value) -> Option<String> {
    let url = url.as_str()?;
    let here = ["file:", "data:", "blob:", "about:"];
    let here = here.iter().any(|scheme| url.starts_with(scheme));
    (!here).then(|| format!("it loads {url}, which is not in the book"))
}

/// Returns the text in `value`.
fn text(value: &Value) -> String {
    value.as_str().expect("this is text").to_owned()
}
