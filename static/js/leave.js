/* "Leave this site": works as a plain link without this file. With it: the page goes blank at once, kept words are
   dropped, the session is ended, and this page is replaced, so that "Back" does not show it. Three presses of Shift do the same. */
(function () {
  "use strict";

  var PRESSES = 3;
  var WITHIN = 2000;
  var link = document.querySelector("a[data-leave]");
  var times = [];

  function signOut() {
    var form = document.querySelector("form[data-signout]");
    if (!form) { return; }
    var body = new URLSearchParams(new FormData(form));
    if (navigator.sendBeacon && navigator.sendBeacon(form.action, body)) { return; }
    window.fetch(form.action, { method: "POST", body: body, credentials: "same-origin", keepalive: true });
  }

  function leave() {
    document.documentElement.classList.add("leaving");
    document.title = "";
    document.dispatchEvent(new Event("leaving")); /* A place to write may still send its last words. */
    window.isLeaving = true;
    window.kept.dropAll();
    try { window.sessionStorage.setItem("left", "1"); } catch (refused) { /* Only a help for "Back". */ }
    signOut();
    window.location.replace(link.href);
  }

  function count(event) {
    if (event.key !== "Shift") {
      times = []; /* A capital letter is Shift and another key: that is writing, not leaving. */
      return;
    }
    if (event.repeat) { return; }
    times = times.filter(function (at) { return event.timeStamp - at < WITHIN; });
    times.push(event.timeStamp);
    if (times.length >= PRESSES) { leave(); }
  }

  /* A page that the browser kept alive would show again on "Back": ask the server for it anew. */
  function returned(event) {
    var left = null;
    try { left = window.sessionStorage.getItem("left"); } catch (refused) { return; }
    if (event.persisted && left) {
      window.location.reload();
    } else if (left) {
      window.sessionStorage.removeItem("left");
    }
  }

  document.addEventListener("submit", function (event) {
    if (event.target.hasAttribute("data-signout")) { window.kept.dropAll(); }
  });
  window.addEventListener("pageshow", returned);
  if (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      leave();
    });
    document.addEventListener("keydown", count, true);
  }
}());
