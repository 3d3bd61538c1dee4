/* Links with data-opens="id" show the question of that id over the page; where that cannot be, they go to the page that asks it. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-opens]");
    var closer = event.target.closest("[data-closes]");
    var dialog = opener && document.getElementById(opener.getAttribute("data-opens"));
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    } else if (closer && closer.closest("dialog") && closer.closest("dialog").close) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
  });
}());
