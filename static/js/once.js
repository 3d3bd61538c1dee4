/* A second press of a button that sends a form does nothing twice. */
(function () {
  "use strict";

  var AGAIN_AFTER = 8000; /* A file to download does not open a new page: the button must come back by itself. */

  function buttons(form) {
    return [].slice.call(form.elements).filter(function (element) { return element.type === "submit"; });
  }

  function wake(form) {
    form.removeAttribute("data-sending");
    buttons(form).forEach(function (button) { button.removeAttribute("aria-disabled"); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    if (form.hasAttribute("data-sending")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sending", "");
    buttons(form).forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
    window.setTimeout(wake, AGAIN_AFTER, form);
  });

  window.addEventListener("pageshow", function () {
    [].slice.call(document.querySelectorAll("form[data-sending]")).forEach(wake);
  });
}());
