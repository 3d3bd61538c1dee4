/* For those who have asked to be asked again: a page that nobody has touched for so long is covered and left, so that the
   next person at this screen sees nothing of it. What was being written has been saved, or waits in this browser. */
(function () {
  "use strict";

  var minutes = Number(document.body.getAttribute("data-away"));
  var TELL_EVERY = 60 * 1000; /* The site need not hear of each key. */
  var touchedAt = Date.now();
  var toldAt = Date.now();

  function isOver() {
    return Date.now() - touchedAt >= minutes * 60 * 1000;
  }

  function cover() {
    document.documentElement.classList.add("leaving");
    document.dispatchEvent(new Event("leaving")); /* A place to write may still send its last words. */
    window.location.replace("/account/away/?next=" + encodeURIComponent(window.location.pathname + window.location.search));
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
