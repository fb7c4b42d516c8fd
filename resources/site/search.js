"use strict";
(function () {
  var form = document.querySelector("form.search");
  var index = window.SITE_INDEX;
  if (!form || !Array.isArray(index)) return;
  var field = document.getElementById("search");
  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var all = document.getElementById("all");
  var thai = "๐๑๒๓๔๕๖๗๘๙";

  // Thai and Arabic digits, large and small letters are the same to who searches.
  function key(text) {
    return text.toLowerCase().replace(/[๐-๙]/g, function (digit) { return thai.indexOf(digit); });
  }

  var texts = index.map(function (row) { return key(row.c + " " + row.t + " " + row.x); });

  function found(words) {
    return index.filter(function (_row, at) {
      return words.every(function (word) { return texts[at].indexOf(word) >= 0; });
    });
  }

  function line(row) {
    var entry = document.createElement("li");
    var code = document.createElement("span");
    code.className = "code";
    code.textContent = row.c;
    var link = document.createElement("a");
    link.className = "title";
    link.lang = "th";
    link.href = form.dataset.base + "/" + row.u;
    link.textContent = row.t;
    entry.append(code, link);
    if (row.k) {
      var kind = document.createElement("span");
      kind.className = "side";
      kind.textContent = form.dataset[row.k];
      entry.append(kind);
    }
    return entry;
  }

  function search() {
    var words = key(field.value).split(/\s+/).filter(Boolean);
    all.hidden = words.length > 0;
    results.hidden = words.length === 0;
    results.replaceChildren();
    if (!words.length) {
      status.textContent = "";
      return;
    }
    var rows = found(words);
    rows.forEach(function (row) { results.append(line(row)); });
    status.textContent = rows.length
      ? form.dataset.found.replace("{count}", rows.length) : form.dataset.none;
  }

  function move(event) {
    var links = Array.from(results.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && field.value) {
      field.value = "";
      search();
      field.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      links[Math.min(at + 1, links.length - 1)].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at ? links[at - 1] : field).focus();
      event.preventDefault();
    }
  }

  field.addEventListener("input", search);
  form.addEventListener("keydown", move);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = results.querySelector("a");
    if (first) first.click();
  });
  form.hidden = false;
  search();
})();
