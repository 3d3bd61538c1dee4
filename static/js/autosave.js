/* Saves a long form while somebody writes: <form data-autosave="/address/" data-autosave-version="3">.

   The form's fields go out as an ordinary form post, with the form's own token and `version`, the version these words
   were built on. Answers (JSON): 200 {version, saved}; 409 {message, version}: another tab changed it, we stop and keep the words;
   409 with aside: they are kept beside the other tab's, and we go on, on top of the same version; 400 {message}: too much.
   data-writer: the face that writes. A page whose token has grown old gets a new one for the same writer only.
   data-autosave-first: what is not saved yet is saved before the form is sent, since its answer shows no draft.
   Until the server has answered, a copy stays in this browser (kept.js) and nowhere else. Words and nodes: components/autosave_status.html. */
(function () {
  "use strict";

  var PAUSE = 1200; /* after the last key */
  var AT_MOST = 4000; /* while typing goes on: five seconds are promised, and the way to the server takes some */
  var KEEPALIVE_ROOM = 60000; /* Browsers let 64 kB outlive a page. */
  var RETRY_FIRST = 4000;
  var RETRY_LAST = 60000;

  function Autosave(form) {
    this.form = form;
    this.url = form.getAttribute("data-autosave");
    this.name = window.kept.nameOf(form);
    this.version = form.getAttribute("data-autosave-version") || "";
    this.status = form.querySelector("[data-autosave-status]");
    this.offer = form.querySelector("[data-autosave-offer]");
    this.edits = 0;
    this.savedEdits = 0;
    this.firstUnsavedAt = 0;
    this.isSending = false;
    this.isStopped = false;
    this.isAside = false;
    this.retryIn = RETRY_FIRST;
    this.problem = "";
    this.hasNewToken = false;
    this.isHandedOver = false;
    this.wasBeaconed = false;
    this.waitingSubmit = null;
    this.timer = 0;
  }

  Autosave.prototype.start = function () {
    var self = this;
    this.form.addEventListener("input", function () { self.edited(); });
    this.form.addEventListener("change", function () { self.edited(); });
    this.form.addEventListener("submit", function (event) { self.submitted(event); });
    window.addEventListener("pagehide", function () { self.lastChance(true); });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") { self.lastChance(false); } else if (self.problem) { self.send(); }
    });
    document.addEventListener("leaving", function () { self.send(); });
    window.addEventListener("online", function () { self.send(); });
    window.addEventListener("pageshow", function (event) { self.shownAgain(event); });
    window.addEventListener("load", function () {
      self.lookForKeptWords();
      if (!self.edits && self.wasTypedInto()) { self.edited(); }
    });
  };

  /* On a slow line somebody writes before this script is there to hear of it. */
  Autosave.prototype.wasTypedInto = function () {
    return [].slice.call(this.form.querySelectorAll("textarea, input[type=text]")).some(function (field) {
      return field.value !== field.defaultValue;
    });
  };

  /* The writer's own fields, without the token, files and buttons. */
  Autosave.prototype.fields = function () {
    var pairs = [];
    new FormData(this.form).forEach(function (value, name) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "version") { pairs.push([name, value]); }
    });
    return pairs;
  };

  Autosave.prototype.body = function () {
    var token = this.form.querySelector("[name=csrfmiddlewaretoken]");
    var body = new URLSearchParams();
    this.fields().forEach(function (pair) { body.append(pair[0], pair[1]); });
    body.append("version", this.version);
    if (token) { body.append("csrfmiddlewaretoken", token.value); }
    return body;
  };

  Autosave.prototype.edited = function () {
    this.edits += 1;
    if (this.savedEdits === this.edits - 1) { this.firstUnsavedAt = Date.now(); }
    this.keep(false);
    if (this.isStopped || this.problem) { return; }
    this.later(Math.max(0, Math.min(PAUSE, this.firstUnsavedAt + AT_MOST - Date.now())));
  };

  Autosave.prototype.later = function (delay) {
    var self = this;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(function () { self.send(); }, delay);
  };

  Autosave.prototype.keep = function (sent) {
    if (window.isLeaving) { return; }
    window.kept.write(this.name, { at: Date.now(), version: this.version, fields: this.fields(), sent: sent });
  };

  Autosave.prototype.send = function () {
    var self = this;
    var edits = this.edits;
    var body = this.body();
    if (window.isLeaving || this.isStopped || this.isSending || this.savedEdits === edits) { return; }
    window.clearTimeout(this.timer);
    this.isSending = true;
    this.firstUnsavedAt = Date.now();
    window.fetch(this.url, {
      method: "POST",
      body: body,
      credentials: "same-origin",
      redirect: "manual",
      keepalive: body.toString().length < KEEPALIVE_ROOM,
      headers: { "Accept": "application/json" }
    }).then(function (response) { return self.answered(response, edits); }).catch(function () { self.trouble("waiting"); });
  };

  Autosave.prototype.answered = function (response, edits) {
    var self = this;
    if (response.type === "opaqueredirect" || response.status === 401) { return this.trouble("signed-out"); }
    if (response.status === 403) { return this.hasNewToken ? this.trouble("signed-out") : this.renewToken(); }
    if (response.status === 404) { return this.trouble("gone"); }
    if ([200, 400, 409].indexOf(response.status) === -1) { return this.trouble("waiting"); }
    return response.json().then(function (answer) {
      if (response.status === 200) { return self.saved(answer, edits); }
      if (response.status === 400) { return self.tooMuch(answer); }
      return answer.aside ? self.keptAside(answer, edits) : self.changedElsewhere(answer);
    });
  };

  /* Whoever signs in again in another tab gets a new token there. It is fetched for this page too, unless somebody else has
     signed in: these words are not for their drafts. From the place that saves, since a thread would be noted as read. */
  Autosave.prototype.renewToken = function () {
    var self = this;
    var writer = this.form.getAttribute("data-writer");
    return window.fetch(this.url, { credentials: "same-origin" }).then(function (response) {
      return response.ok && !response.redirected ? response.text() : "";
    }).then(function (text) {
      var theirs = new DOMParser().parseFromString(text, "text/html").querySelector("form[data-writer]");
      var token = theirs && theirs.querySelector("[name=csrfmiddlewaretoken]");
      if (!writer || !token || theirs.getAttribute("data-writer") !== writer) { return self.trouble("signed-out"); }
      [].slice.call(document.querySelectorAll("[name=csrfmiddlewaretoken]")).forEach(function (field) { field.value = token.value; });
      self.hasNewToken = true;
      self.isSending = false;
      self.send();
    });
  };

  Autosave.prototype.saved = function (answer, edits) {
    var field = this.form.querySelector("input[name=version]");
    this.version = String(answer.version);
    this.form.setAttribute("data-autosave-version", this.version);
    if (field) { field.value = this.version; }
    this.arrived(answer.saved, edits);
  };

  /* The server has these words beside those of another window; the version stays what they were built on. */
  Autosave.prototype.keptAside = function (answer, edits) {
    this.arrived(this.isAside ? "" : answer.message, edits);
    this.isAside = true;
  };

  Autosave.prototype.arrived = function (words, edits) {
    this.isSending = false;
    this.problem = "";
    this.hasNewToken = false;
    this.retryIn = RETRY_FIRST;
    this.savedEdits = edits;
    this.say(words);
    if (this.edits === edits) {
      window.kept.drop(this.name);
    } else {
      this.later(document.visibilityState === "hidden" ? 0 : PAUSE);
    }
    this.submitNow();
  };

  Autosave.prototype.changedElsewhere = function (answer) {
    this.isSending = false;
    this.isStopped = true;
    this.keep(false);
    this.say(answer.message);
    this.submitNow();
  };

  /* What is typed next may be shorter. */
  Autosave.prototype.tooMuch = function (answer) {
    this.isSending = false;
    this.problem = "";
    this.say(answer.message);
    this.submitNow();
  };

  /* Say it once, calmly, and go on trying more and more slowly. */
  Autosave.prototype.trouble = function (why) {
    this.isSending = false;
    if (this.problem !== why) { this.say(this.words(why)); }
    this.problem = why;
    this.hasNewToken = false;
    this.later(this.retryIn);
    this.retryIn = Math.min(this.retryIn * 2, RETRY_LAST);
    this.submitNow();
  };

  Autosave.prototype.words = function (name) {
    return this.status ? this.status.getAttribute("data-words-" + name) : "";
  };

  Autosave.prototype.say = function (words) {
    /* The same words put there again would be read aloud again. */
    if (this.status && words && this.status.textContent !== words) { this.status.textContent = words; }
  };

  /* The page goes away: send what is not saved. The copy stays until an answer is seen. */
  Autosave.prototype.lastChance = function (isClosing) {
    var outlives = window.Request && "keepalive" in window.Request.prototype;
    if (window.isLeaving || this.isStopped || this.isHandedOver || this.savedEdits === this.edits) { return; }
    if (outlives || !isClosing) {
      this.send();
    } else if (!this.isSending && navigator.sendBeacon) {
      this.wasBeaconed = navigator.sendBeacon(this.url, this.body());
    }
  };

  /* A page that comes back from the browser's memory after a save whose answer it never saw does not know its version. */
  Autosave.prototype.shownAgain = function (event) {
    this.isHandedOver = false;
    if (event.persisted && this.wasBeaconed) { window.location.reload(); }
  };

  /* The whole form is sent: its answer is the next page, which drops the copy. A save under way is waited for, since it changes the version. */
  Autosave.prototype.submitted = function (event) {
    if (event.defaultPrevented) { return; }
    if (this.form.hasAttribute("data-autosave-first") && this.form.requestSubmit && !this.problem) { this.send(); }
    if (this.isSending && this.form.requestSubmit) {
      event.preventDefault();
      this.waitingSubmit = { submitter: event.submitter || null };
      return;
    }
    window.clearTimeout(this.timer);
    this.isHandedOver = true;
    if (window.kept.read(this.name)) { this.keep(true); }
  };

  Autosave.prototype.submitNow = function () {
    var waiting = this.waitingSubmit;
    this.waitingSubmit = null;
    if (waiting) { this.form.requestSubmit(waiting.submitter); }
  };

  Autosave.prototype.lookForKeptWords = function () {
    var copy = window.kept.read(this.name);
    if (!copy || !copy.fields) { return; }
    if (JSON.stringify(copy.fields) === JSON.stringify(this.fields())) {
      window.kept.drop(this.name);
      this.edits += 1; /* The browser may have put the words back itself: let the server have them. */
      this.later(PAUSE);
      return;
    }
    if (this.offer) { this.makeOffer(copy); }
  };

  Autosave.prototype.makeOffer = function (copy) {
    var self = this;
    this.offer.hidden = false;
    this.offer.querySelector("[data-autosave-restore]").addEventListener("click", function () {
      self.putBack(copy.fields);
      self.offer.hidden = true;
      self.edited();
    });
    this.offer.querySelector("[data-autosave-drop]").addEventListener("click", function () {
      window.kept.drop(self.name);
      self.offer.hidden = true;
    });
  };

  Autosave.prototype.putBack = function (pairs) {
    var form = this.form;
    var boxes = [].slice.call(form.elements).filter(function (element) { return element.type === "checkbox" || element.type === "radio"; });
    boxes.forEach(function (box) {
      box.checked = pairs.some(function (pair) { return pair[0] === box.name && pair[1] === box.value; });
    });
    pairs.forEach(function (pair) {
      var element = form.elements[pair[0]];
      if (element && "value" in element && element.type !== "checkbox") { element.value = pair[1]; }
    });
  };

  [].slice.call(document.querySelectorAll("form[data-autosave]")).forEach(function (form) {
    new Autosave(form).start();
  });
}());
