/* The small copies of unsaved words that autosave.js keeps in this browser until the server has answered.
   Everything about them is here, so that leaving and signing out can drop them all. */
(function () {
  "use strict";

  var PREFIX = "kept:";
  var THREE_DAYS = 3 * 24 * 60 * 60 * 1000;

  function store() {
    try {
      return window.localStorage;
    } catch (refused) {
      return null; /* Private windows may refuse; then nothing is kept here. */
    }
  }

  function keys() {
    var shelf = store();
    return shelf ? Object.keys(shelf).filter(function (key) { return key.indexOf(PREFIX) === 0; }) : [];
  }

  /* A copy is for the face that wrote it: whoever signs in after her on this computer is not shown it. */
  function nameOf(form) {
    var writer = form.getAttribute("data-writer");
    return form.getAttribute("data-autosave") + (writer ? "#" + writer : "");
  }

  function read(name) {
    var shelf = store();
    try {
      return shelf && JSON.parse(shelf.getItem(PREFIX + name));
    } catch (unreadable) {
      return null;
    }
  }

  function write(name, copy) {
    var shelf = store();
    try {
      if (shelf) { shelf.setItem(PREFIX + name, JSON.stringify(copy)); }
    } catch (full) {
      /* No room in this browser: the server's copy is the one that counts. */
    }
  }

  function drop(name) {
    var shelf = store();
    if (shelf) { shelf.removeItem(PREFIX + name); }
  }

  function dropAll() {
    keys().forEach(function (key) { drop(key.slice(PREFIX.length)); });
  }

  /* Whether this page shows the draft that the copy's form belongs to: its address holds the form's key. */
  function hasArrived(copy) {
    var shown = document.querySelector("[data-words-arrived]");
    var keys = copy.fields.filter(function (pair) { return pair[0] === "key" && pair[1]; });
    return Boolean(shown && keys.length && shown.getAttribute("data-words-arrived").indexOf(keys[0][1]) !== -1);
  }

  /* Old copies go. Those that went out with a whole form go once a page shows their draft; the entrance, after a sign-in that
     has ended, and a page that says what is in the way do not, and the copy is offered again. */
  function sweep() {
    var here = document.querySelector("form[data-autosave]");
    var name = here ? nameOf(here) : null;
    keys().forEach(function (key) {
      var copy = read(key.slice(PREFIX.length));
      var isOld = !copy || Date.now() - copy.at > THREE_DAYS;
      if (key !== PREFIX + name && (isOld || (copy.sent && hasArrived(copy)))) { drop(key.slice(PREFIX.length)); }
    });
  }

  window.kept = { nameOf: nameOf, read: read, write: write, drop: drop, dropAll: dropAll };
  sweep();
}());
