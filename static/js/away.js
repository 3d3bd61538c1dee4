/* For those who have asked to be asked again: a page that nobody has touched for so long is covered and left, so that the
   next person at this screen sees nothing of it. What was being written has been saved, or waits in this browser. */
(function () {
  "use strict";

  var minutes = Number(document.body.getAttribute("data-away"));
  var TELL_EVERY = 60 * 1000; /* The site need not hear of each key. */
  var touchedAt = Date.now();
  var toldAt = Date.now();
  var isCovered = false;

  function isOver() {
    return Date.now() - touchedAt >= minutes * 60 * 1000;
  }

  function away() {
    window.location.replace("/account/away/?next=" + encodeURIComponent(window.location.pathname + window.location.search));
  }

  /* The site is told, since it may have heard from this page (words being saved) after its reader was last here. */
  function cover() {
    var form = document.querySelector("form[data-signout]");
    if (isCovered) { return; }
    isCovered = true;
    document.documentElement.classList.add("leaving");
    document.dispatchEvent(new Event("leaving")); /* A place to write may still send its last words. */
    if (!form) { return away(); }
    window.fetch("/account/away/", {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      redirect: "manual"
    }).then(away, away);
  }

  /* Reading on is being here, too. */
  function touched() {
    if (isOver()) { return cover(); }
    touchedAt = Date.now();
    if (touchedAt - toldAt > TELL_EVERY) {
      toldAt = touchedAt;
      window.fetch("/account/here/", { method: "HEAD", credentials: "same-origin", redirect: "manual" });
    }
  }

  function look() {
    if (isOver()) { cover(); }
  }

  if (!minutes || window.location.pathname.indexOf("/account/away/") === 0) { return; }
  ["keydown", "pointerdown", "scroll", "touchstart"].forEach(function (name) {
    window.addEventListener(name, touched, { capture: true, passive: true });
  });
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  window.setInterval(look, 5000); /* A sleeping phone stops its clocks: so it is asked often, not set once. */
}());
