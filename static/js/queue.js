/* Single keys in the queue at the door. Off until somebody turns them on, and kept so for this browser alone. */
(function () {
  "use strict";
  var place = document.querySelector("[data-queue-keys]");
  var form = document.querySelector("[data-queue]");
  if (!place || !form) { return; }
  var KEY = "queue-keys";
  var button = document.createElement("button");
  var how = document.createElement("span");

  function isOn() {
    try { return window.localStorage.getItem(KEY) === "on"; } catch (refused) { return false; }
  }

  function show() {
    button.textContent = place.getAttribute(isOn() ? "data-words-off" : "data-words-on");
    button.setAttribute("aria-pressed", isOn() ? "true" : "false");
    how.textContent = isOn() ? " " + place.getAttribute("data-words-how") : "";
  }

  function step(way) {
    var links = [].slice.call(form.querySelectorAll(".queue-link"));
    var at = links.indexOf(document.activeElement);
    var next = links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + way))];
    if (next) { next.focus(); }
  }

  function tick() {
    var item = document.activeElement.closest ? document.activeElement.closest(".queue-item") : null;
    var box = item && item.querySelector("input[type=checkbox]");
    if (box) { box.checked = !box.checked; }
  }

  function isTyping(element) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox";
  }

  document.addEventListener("keydown", function (event) {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) { return; }
    var key = event.key.toLowerCase();
    if (key === "j") { step(1); } else if (key === "k") { step(-1); } else if (key === "x") { tick(); } else { return; }
    event.preventDefault();
  });

  button.type = "button";
  button.className = "text-button";
  button.addEventListener("click", function () {
    try { window.localStorage.setItem(KEY, isOn() ? "off" : "on"); } catch (refused) { return; }
    show();
  });
  place.appendChild(button);
  place.appendChild(how);
  show();
}());
