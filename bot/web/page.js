// Without this script the page works as a form. With it an answer comes into the page that is
// there, tells its stages, and changes its language and length without the article.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const form = at("ask"), source = at("source"), file = at("file"), status = at("status");
  const result = at("result"), reading = at("reading"), trouble = at("trouble");
  const words = form.dataset;
  const SWITCHES = ["length", "to", "script"];
  const PAUSE_MS = 250; // arrow keys pass over choices on their way
  const CONFIRM_MS = 2000;

  let running = null; // what can abort the request in work
  let asked = source.value; // what the answer on the page is about
  let current = 0; // the state of the page that is shown
  let pause = 0;
  const states = new Map();

  // --- asking ---------------------------------------------------------------------------------

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "keep") return; // the whole page, in another language
    event.preventDefault();
    ask(everything(), false);
  });

  form.addEventListener("change", (event) => {
    if (event.target === file) return showFile();
    if (!SWITCHES.includes(event.target.name)) return;
    history.replaceState(history.state, "", address());
    pointSamples();
    clearTimeout(pause);
    if (form.elements.key && source.value === asked) pause = setTimeout(() => ask(again(), true), PAUSE_MS);
  });

  source.addEventListener("input", () => {
    if (file.value) { file.value = ""; showFile(); }
  });

  source.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });

  at("cancel").addEventListener("click", () => {
    running?.abort();
    rest(words.stopped);
    source.focus();
  });

  function everything() {
    const body = new FormData(form);
    body.delete("key");
    return body;
  }

  function again() {
    const body = new FormData(form);
    body.delete("source");
    body.delete("file");
    body.set("again", "1");
    return body;
  }

  async function ask(body, isAgain) {
    clearTimeout(pause);
    running?.abort();
    if (body.get("file")?.size > Number(words.maxBytes)) return fail(words.tooLarge);
    const mine = running = new AbortController();
    begin();
    let last;
    try {
      last = await readLines(body, mine.signal);
    } catch {
      if (mine === running && !mine.signal.aborted) fail(words.unreachable);
      return;
    }
    if (mine !== running) return;
    if (last.gone && isAgain) return ask(everything(), false);
    if (last.error) return fail(last.error);
    show(last, isAgain);
  }

  async function readLines(body, signal) {
    const headers = { Accept: "application/x-ndjson" };
    const response = await fetch(form.action, { method: "POST", body, headers, signal });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "", last = {};
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        last = JSON.parse(line);
        if (last.stage) status.textContent = last.stage;
      }
    }
    if (!last.summary && !last.error) throw new Error("cut off");
    return last;
  }

  // --- showing --------------------------------------------------------------------------------

  function begin() {
    trouble.replaceChildren();
    at("work").hidden = false;
    result.setAttribute("aria-busy", "true");
    status.textContent = words.working;
  }

  function rest(said) {
    running = null;
    at("work").hidden = true;
    result.removeAttribute("aria-busy");
    status.textContent = said;
  }

  function fail(said) {
    rest("");
    const error = document.createElement("p");
    Object.assign(error, { className: "error", id: "error", tabIndex: -1, textContent: said });
    error.setAttribute("role", "alert");
    trouble.replaceChildren(error);
    error.focus();
  }

  function show(last, isAgain) {
    const wasShared = at("share-in")?.selectedOptions[0].text;
    result.replaceChildren(fragment(last.summary));
    if (last.reading !== null) reading.replaceChildren(fragment(last.reading));
    if (isAgain) markSentences();
    asked = source.value;
    source.rows = 3;
    document.title = (last.title ? last.title + " · " : "") + "Qysqa";
    prepare(isAgain ? wasShared : undefined);
    rest(last.said);
    current += 1;
    while (states.has(current)) current += 1;
    keepState();
    history.pushState({ shown: current, load: performance.timeOrigin }, "", address());
    if (isAgain) return;
    at("title").focus({ preventScroll: true });
    at("summary").scrollIntoView();
  }

  function fragment(html) {
    return document.createRange().createContextualFragment(html);
  }

  // The article on the page has all its sentences: those of the summary are marked anew.
  function markSentences() {
    const text = reading.querySelector(".text");
    if (!text) return;
    for (const mark of text.querySelectorAll("mark")) mark.replaceWith(mark.querySelector("[data-at]"));
    for (const row of result.querySelectorAll("li[data-at]")) {
      const sentence = text.querySelector(`[data-at="${row.dataset.at}"]`);
      if (sentence) markOne(sentence, row.id.slice(1), text.dataset.back);
    }
  }

  function markOne(sentence, number, back) {
    const mark = document.createElement("mark"), link = document.createElement("a");
    mark.id = "s" + number;
    Object.assign(link, { className: "back", href: "#n" + number, textContent: number });
    link.lang = document.documentElement.lang;
    link.setAttribute("aria-label", number + ": " + back);
    sentence.replaceWith(mark);
    mark.append(link, sentence);
  }

  // --- the way back ---------------------------------------------------------------------------

  // How the answer is to look stands in the address; what it is about never does.
  function address() {
    const sample = new URLSearchParams(location.search).get("sample");
    return addressOf(source.value === source.defaultValue ? sample : null);
  }

  function addressOf(sample) {
    const query = new URLSearchParams({ ui: document.documentElement.lang });
    for (const [name, value] of new FormData(form)) {
      if (SWITCHES.includes(name)) query.append(name, value);
    }
    if (!query.has("to")) query.set("to", "");
    if (sample) query.set("sample", sample);
    return "/?" + query;
  }

  function pointSamples() {
    for (const link of document.querySelectorAll(".samples a")) {
      link.href = addressOf(new URL(link.href).searchParams.get("sample")) + "#summary";
    }
  }

  function keepState() {
    const choices = new FormData(form);
    states.set(current, {
      result: [...result.childNodes],
      reading: [...reading.childNodes],
      title: document.title,
      source: source.value,
      rows: source.rows,
      asked,
      choices: SWITCHES.map((name) => [name, choices.getAll(name)]),
    });
  }

  addEventListener("popstate", (event) => {
    const state = event.state;
    if (!state) { // a link to a place on this page was followed
      history.replaceState({ shown: current, load: performance.timeOrigin }, "");
    } else if (state.load !== performance.timeOrigin || !states.has(state.shown)) {
      location.reload();
    } else if (state.shown !== current) {
      goTo(state.shown);
    }
  });

  function goTo(number) {
    running?.abort();
    rest("");
    const state = states.get(number);
    current = number;
    trouble.replaceChildren();
    result.replaceChildren(...state.result);
    reading.replaceChildren(...state.reading);
    document.title = state.title;
    source.value = state.source;
    source.rows = state.rows;
    asked = state.asked;
    for (const [name, values] of state.choices) {
      for (const one of form.querySelectorAll(`[name=${name}]`)) one.checked = values.includes(one.value);
    }
    markSentences();
    pointSamples();
  }

  // --- files ----------------------------------------------------------------------------------

  function showFile() {
    at("remove").hidden = !file.value;
  }

  at("remove").addEventListener("click", () => {
    file.value = "";
    showFile();
    file.focus();
  });

  const holdsFile = (event) => event.dataTransfer?.types.includes("Files");

  addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    at("curtain").hidden = false;
  });

  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) at("curtain").hidden = true;
  });

  addEventListener("drop", (event) => {
    at("curtain").hidden = true;
    if (!holdsFile(event) || !event.dataTransfer.files.length) return;
    event.preventDefault();
    file.files = event.dataTransfer.files;
    showFile();
    ask(everything(), false);
  });

  // --- sharing --------------------------------------------------------------------------------

  const shared = () => at("text-" + (at("share-in")?.value ?? "1"));

  function prepare(language) {
    if (!at("summary")) return;
    for (const one of result.querySelectorAll(".scripted")) one.hidden = false;
    at("more").hidden = !navigator.share;
    for (const one of at("share-in")?.options ?? []) one.selected ||= one.text === language;
    chooseShared();
  }

  function chooseShared() {
    const text = shared();
    for (const one of result.querySelectorAll("textarea")) one.hidden = one !== text;
    for (const way of ["whatsapp", "telegram"]) {
      at(way).href = text.dataset[way];
      at(way).hidden = !text.dataset[way];
    }
  }

  result.addEventListener("change", (event) => {
    if (event.target.id === "share-in") chooseShared();
  });

  result.addEventListener("click", async (event) => {
    if (event.target.id === "copy") {
      await copy(shared().value);
      status.textContent = words.copied;
      confirm(event.target);
    } else if (event.target.id === "more") {
      navigator.share({ text: shared().value }).catch(() => {}); // closed again without a choice
    }
  });

  function confirm(button) {
    const said = button.textContent;
    if (said === words.copied) return;
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = said; }, CONFIRM_MS);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not allowed here: by the old way
      const field = shared(), details = field.closest("details"), was = details.open;
      details.open = true;
      field.select();
      document.execCommand("copy");
      details.open = was;
      at("copy").focus();
    }
  }

  // --- at the start ---------------------------------------------------------------------------

  at("drop").hidden = false;
  showFile();
  prepare();
  keepState();
  history.replaceState({ shown: 0, load: performance.timeOrigin }, "");
})();
