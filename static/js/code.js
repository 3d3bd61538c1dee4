/* The field for a code from a letter: spaces and dashes that come along with a copied code are left out. */
(function () {
  "use strict";

  function bare(text) {
    return text.replace(/[\s\-\u2010-\u2015.]/g, "");
  }

  function paste(event) {
    var text = event.clipboardData && event.clipboardData.getData("text");
    if (!text) { return; }
    event.preventDefault();
    event.target.value = bare(text).slice(0, event.target.maxLength > 0 ? event.target.maxLength : 32);
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tidy(event) {
    var clean = bare(event.target.value);
    if (clean !== event.target.value) { event.target.value = clean; }
  }

  [].slice.call(document.querySelectorAll("[autocomplete='one-time-code'], [data-code]")).forEach(function (field) {
    field.addEventListener("paste", paste);
    field.addEventListener("input", tidy);
  });
}());
