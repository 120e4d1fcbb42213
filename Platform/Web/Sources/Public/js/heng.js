// Enhancements only: every page works without this file. No eval, no inline styles (strict Content-Security-Policy).
(function () {
  "use strict";

  function token() {
    var meta = document.querySelector('meta[name="csrf-token"]');
    return meta ? meta.content : "";
  }

  // Requests of htmx carry the token against forgery as a header.
  document.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["X-CSRF-Token"] = token();
  });

  // Matrix: one tab stop; arrows, Home and End move between cells.
  function setUpMatrix(table) {
    var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
      return Array.prototype.map.call(row.cells, function (cell) {
        return cell.tagName === "TD" ? cell.querySelector("a") : null;
      });
    });
    var current = null;
    rows.forEach(function (row) {
      row.forEach(function (link) {
        if (!link) { return; }
        link.tabIndex = current ? -1 : 0;
        if (!current) { current = link; }
      });
    });
    function find(link) {
      for (var row = 0; row < rows.length; row += 1) {
        var column = rows[row].indexOf(link);
        if (column >= 0) { return { row: row, column: column }; }
      }
      return null;
    }
    function go(row, column, stepRow, stepColumn) {
      while (row >= 0 && row < rows.length && column >= 0 && column < rows[row].length) {
        var link = rows[row][column];
        if (link) {
          current.tabIndex = -1;
          link.tabIndex = 0;
          link.focus();
          current = link;
          return;
        }
        row += stepRow;
        column += stepColumn;
      }
    }
    table.addEventListener("keydown", function (event) {
      var place = find(event.target);
      if (!place || event.altKey || event.ctrlKey || event.metaKey) { return; }
      var steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
      var step = steps[event.key];
      if (step) {
        event.preventDefault();
        go(place.row + step[0], place.column + step[1], step[0], step[1]);
      } else if (event.key === "Home") {
        event.preventDefault();
        go(place.row, 0, 0, 1);
      } else if (event.key === "End") {
        event.preventDefault();
        go(place.row, rows[place.row].length - 1, 0, -1);
      }
    });
    table.addEventListener("focusin", function (event) {
      if (current && event.target !== current && find(event.target)) {
        current.tabIndex = -1;
        event.target.tabIndex = 0;
        current = event.target;
      }
    });
  }

  // Long forms keep a draft in the browser's session until they are sent. Files, secrets and tokens are not kept.
  function setUpDraft(form) {
    var key = "heng-draft:" + form.dataset.draft;
    function fields() {
      return Array.prototype.filter.call(form.elements, function (field) {
        return field.name && ["hidden", "file", "password", "submit"].indexOf(field.type) < 0;
      });
    }
    function isChoice(field) { return field.type === "radio" || field.type === "checkbox"; }
    function save() {
      var values = fields().map(function (field) {
        return { name: field.name, value: field.value, checked: isChoice(field) ? field.checked : null };
      });
      try { sessionStorage.setItem(key, JSON.stringify(values)); } catch (error) { console.warn("heng: draft not kept", error); }
    }
    function restore() {
      var kept = null;
      try { kept = JSON.parse(sessionStorage.getItem(key) || "null"); } catch (error) { console.warn("heng: draft not read", error); }
      if (!Array.isArray(kept) || form.querySelector(".error-summary")) { return; }
      var changed = false;
      fields().forEach(function (field) {
        kept.forEach(function (entry) {
          if (entry.name !== field.name) { return; }
          if (isChoice(field)) {
            if (entry.value === field.value && field.checked !== entry.checked) { field.checked = entry.checked; changed = true; }
          } else if (field.value !== entry.value) {
            field.value = entry.value;
            changed = true;
          }
        });
      });
      if (changed) {
        var note = document.createElement("p");
        note.className = "draft-note";
        note.setAttribute("role", "status");
        note.textContent = form.dataset.draftNote;
        form.insertBefore(note, form.firstChild);
      }
    }
    restore();
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("submit", function () { sessionStorage.removeItem(key); });
  }

  // Uploads show how far they are. The answer replaces the page just as it would without this script.
  // An answer that was put in place of the page has an address of its own: the way back loads the page that was left.
  var shownPath = location.pathname;
  window.addEventListener("popstate", function () {
    if (location.pathname !== shownPath) { location.reload(); }
  });

  function setUpUpload(form) {
    form.addEventListener("submit", function (event) {
      if (!window.XMLHttpRequest || !window.FormData) { return; }
      event.preventDefault();
      var bar = document.createElement("progress");
      bar.className = "progress";
      bar.max = 1;
      bar.setAttribute("aria-label", form.dataset.upload);
      form.appendChild(bar);
      var button = form.querySelector("button[type=submit]");
      if (button) { button.disabled = true; }
      var request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.addEventListener("progress", function (progress) {
        if (progress.lengthComputable) { bar.value = progress.loaded / progress.total; }
      });
      request.addEventListener("load", function () {
        // Asking again for the page would lose the sentence that it shows once.
        if (request.responseURL && request.responseURL !== form.action) {
          history.pushState(null, "", request.responseURL);
          shownPath = location.pathname;
        }
        var answer = new DOMParser().parseFromString(request.responseText, "text/html");
        document.title = answer.title;
        document.body.replaceWith(document.adoptNode(answer.body));
        setUp(document);
      });
      request.addEventListener("error", function () {
        bar.remove();
        if (button) { button.disabled = false; }
        HTMLFormElement.prototype.submit.call(form);
      });
      request.send(new FormData(form));
    });
  }

  // Two sides of one thing light each other: a clause and what stands behind it.
  function light(event, lit) {
    var element = event.target.closest ? event.target.closest("[data-pair]") : null;
    if (!element) { return; }
    document.querySelectorAll("[data-pair]").forEach(function (other) {
      other.classList.toggle("is-lit", lit && other.dataset.pair === element.dataset.pair);
    });
  }
  ["mouseover", "focusin"].forEach(function (name) {
    document.addEventListener(name, function (event) { light(event, true); });
  });
  ["mouseout", "focusout"].forEach(function (name) {
    document.addEventListener(name, function (event) { light(event, false); });
  });

  // Escape closes what is open: a reason, a panel.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    var active = document.activeElement;
    if (active && active.classList.contains("has-reason")) { active.blur(); }
    var open = active && active.closest ? active.closest("details[open]") : null;
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  function setUp(root) {
    root.querySelectorAll("table[data-heat]").forEach(setUpMatrix);
    root.querySelectorAll("form[data-draft]").forEach(setUpDraft);
    root.querySelectorAll("form[data-upload]").forEach(setUpUpload);
    var summary = root.querySelector("[data-focus]");
    if (summary) { summary.focus(); }
  }
  setUp(document);
  document.addEventListener("htmx:afterSwap", function (event) { setUp(event.detail.elt); });
})();
