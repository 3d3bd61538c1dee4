/* The page of the door: while somebody types, what newcomers would see and the words on each fold follow, as "Show me
   first" would show them. Nothing is saved by it. A page that cannot be fetched leaves all as it is: the button is there. */
(function () {
  "use strict";

  var PAUSE = 700; /* after the last key */
  var form = document.querySelector("form[data-door]");
  var asked = 0;
  var timer = 0;

  function follow(page) {
    var preview = page.getElementById("preview");
    var shown = document.getElementById("preview");
    var status = preview && preview.querySelector("[role=status]");
    var says = page.querySelectorAll("[data-door-says]");
    var fold = shown.querySelector("details");
    if (!preview) { return; }
    if (status) { status.removeAttribute("role"); } /* Or it is read aloud at every pause. */
    if (fold && fold.open) { preview.querySelector("details").setAttribute("open", ""); }
    shown.parentNode.replaceChild(document.importNode(preview, true), shown);
    [].slice.call(form.querySelectorAll("[data-door-says]")).forEach(function (one, place) {
      if (says[place]) { one.textContent = says[place].textContent; }
    });
  }

  function look() {
    var mine = asked += 1;
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { body.append(name, value); });
    body.append("look", "yes");
    window.fetch(form.action, { method: "POST", body: body, credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      return answer.status === 200 ? answer.text() : "";
    }).then(function (text) {
      if (text && mine === asked) { follow(new DOMParser().parseFromString(text, "text/html")); }
    }).catch(function () { /* away: the preview stays as it was */ });
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE);
  }

  /* On a slow line somebody types before this script has come. */
  function isTouched() {
    return [].slice.call(form.querySelectorAll("input, textarea")).some(function (field) {
      return field.value !== field.defaultValue || Boolean(field.checked) !== Boolean(field.defaultChecked);
    });
  }

  if (form && window.fetch && window.DOMParser) {
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    if (isTouched() || form.getAttribute("data-door") === "back") { look(); } /* Or words were put back into it. */
  }
}());
