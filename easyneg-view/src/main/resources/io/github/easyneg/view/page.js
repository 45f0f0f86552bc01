// The page: asks the server for rows and shows them. Texts of the audit are set as text nodes by lit-html, never as
// markup. All that is chosen lies in the address behind #, so that a view can be kept and sent within a team.
import {html, svg, render, nothing} from './lit-html.js';

const COLUMNS = [
  ['cosineQuantile', 'Cosine quantile', 2],
  ['lexicalQuantile', 'Word quantile', 2],
  ['distracting', 'Distracting effect', 2],
  ['cosine', 'Cosine', 2],
  ['length', 'Characters', 0],
  ['reuse', 'Rows with the same passage', 0],
];
const ORDERS = [
  ['risk', 'riskiest first'], ['row', 'as in the file'], ['cosineQuantile', 'closest by cosine'],
  ['lexicalQuantile', 'closest by words'], ['distracting', 'most distracting'], ['reuse', 'most reused'],
  ['-length', 'shortest'], ['length', 'longest'],
];
const MARKS = [['answers', 'Answers', '1'], ['too-easy', 'Too easy', '2'], ['fine', 'Fine', '3']];

const app = document.getElementById('app');
const state = {summary: null, list: null, used: null, here: 0, error: '', choice: chosen()};
let asked = 0;

function chosen() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

function choose(changes) {
  const choice = {...state.choice, page: '', ...changes};
  for (const key of Object.keys(choice)) {
    if (choice[key] === '') delete choice[key];
  }
  location.hash = new URLSearchParams(choice).toString();
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function load() {
  const mine = ++asked;
  try {
    state.summary ??= await ask('api/summary');
    const list = await ask('api/rows?' + new URLSearchParams(state.choice));
    // An answer to an older question may come later.
    if (mine !== asked) return;
    state.list = list;
    state.error = '';
    state.here = 0;
  } catch (error) {
    state.error = String(error.message || error);
  }
  draw();
}

function negatives() {
  return (state.list?.rows ?? []).flatMap(row => row.negatives.map((negative, i) => ({row, negative, known: row.known[i]})));
}

async function mark(place, word) {
  const {row, negative, known} = negatives()[place];
  const next = known.mark === word ? '' : word;
  try {
    const answer = await ask('api/mark', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({question: row.question, passage: negative.id, text: negative.text, mark: next}),
    });
    known.mark = next;
    state.summary.marks = answer.marks;
    state.error = '';
  } catch (error) {
    state.error = 'The mark was not saved: ' + (error.message || error);
  }
  draw();
}

function go(place) {
  const last = negatives().length - 1;
  state.here = Math.max(0, Math.min(last, place));
  draw();
  document.querySelector('.here')?.scrollIntoView({block: 'nearest'});
}

function turn(pages) {
  const last = Math.max(0, Math.ceil(state.list.total / state.list.pageSize) - 1);
  const page = Math.max(0, Math.min(last, state.list.page + pages));
  if (page !== state.list.page) choose({page: page === 0 ? '' : String(page)});
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const marking = MARKS.find(([, , key]) => key === event.key);
  if (marking && negatives().length > 0) void mark(state.here, marking[0]);
  else if (event.key === 'j' || event.key === 'ArrowDown') go(state.here + 1);
  else if (event.key === 'k' || event.key === 'ArrowUp') go(state.here - 1);
  else if (event.key === 'n' || event.key === 'ArrowRight') turn(1);
  else if (event.key === 'p' || event.key === 'ArrowLeft') turn(-1);
  else if (event.key === '/') document.querySelector('input[type=search]').focus();
  else return;
  event.preventDefault();
});

/** On a phone the rows come first. */
const WIDE = matchMedia('(min-width: 721px)').matches;

const REASONS = {
  POOL_TOO_SMALL: 'the pool holds too few passages',
  REJECTED_BY_GUARDS: 'guards rejected the candidates',
  REUSED_TOO_OFTEN: 'the candidates are in as many rows as they may be',
};

const number = (value, digits) => value === null || value === undefined || Number.isNaN(value) ? '–' : Number(value).toFixed(digits);

function histogram([key, title, digits]) {
  const {bins} = state.summary.histograms[key];
  if (bins.length === 0) return nothing;
  const most = Math.max(...bins.map(bin => Math.max(bin.count, bin.random)), 1);
  const from = state.choice[key + 'From'], to = state.choice[key + 'To'];
  const height = value => 40 * value / most;
  const known = bins.some(bin => bin.random > 0);
  const inside = bin => from === undefined || (bin.from >= Number(from) - 1e-9 && bin.to <= Number(to) + 1e-9);
  const pick = bin => choose(from !== undefined && inside(bin)
      ? {[key + 'From']: '', [key + 'To']: ''} : {[key + 'From']: String(bin.from), [key + 'To']: String(bin.to)});
  const line = bins.map((bin, i) => `${i * 10},${40 - height(bin.random)} ${i * 10 + 10},${40 - height(bin.random)}`).join(' ');
  return html`<section>
    <h2>${title}</h2>
    <svg viewBox="0 0 200 40" preserveAspectRatio="none" role="group" aria-label=${title}>
      ${bins.map((bin, i) => svg`<rect class="bar ${inside(bin) ? '' : 'off'}" x=${i * 10 + .5} width="9" y=${40 - height(bin.count)} height=${height(bin.count)}></rect>`)}
      ${known ? svg`<polyline class="random" points=${line} vector-effect="non-scaling-stroke"></polyline>` : nothing}
      ${bins.map((bin, i) => svg`<rect class="hit" x=${i * 10} width="10" y="0" height="40" tabindex="0" role="button"
        aria-label=${`${title} ${number(bin.from, digits)} to ${number(bin.to, digits)}: ${bin.count} negatives`}
        @click=${() => pick(bin)} @keydown=${event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); pick(bin); } }}>
        <title>${`${number(bin.from, digits)} to ${number(bin.to, digits)}: ${bin.count} negatives${known ? `, ${Math.round(bin.random)} of as many random passages` : ''}`}</title></rect>`)}
    </svg>
    <div class="ends"><span>${number(bins[0].from, digits)}</span><span>${number(bins.at(-1).to, digits)}</span></div>
  </section>`;
}

function filters() {
  const {choice, summary} = state;
  const pick = (key, label, values) => values.length === 0 ? nothing : html`<label><h2>${label}</h2>
    <select @change=${event => choose({[key]: event.target.value})}>
      <option value="" ?selected=${!choice[key]}>any</option>
      ${values.map(value => html`<option value=${value} ?selected=${choice[key] === value}>${value}</option>`)}
    </select></label>`;
  const active = Object.entries(choice).filter(([key]) => !['order', 'page'].includes(key));
  return html`<aside><details class="filters" ?open=${WIDE}><summary>Filters and histograms</summary><div>
    ${active.length === 0 ? nothing : html`<section><h2>Filters</h2><div class="chips">
      ${active.map(([key, value]) => html`<button @click=${() => choose({[key]: ''})} aria-label=${`Remove the filter ${key}`}>${key}: ${value.slice(0, 24)} ✕</button>`)}</div></section>`}
    ${COLUMNS.map(histogram)}
    <section>
      ${pick('pool', 'Pool', summary.pools)}
      ${pick('guard', 'Rows where this guard rejected', summary.guards)}
      ${pick('mark', 'Mark', ['none', ...MARKS.map(([word]) => word)])}
    </section>
    <section><p class="faint">Bars: mined negatives. Line: as many random passages. Click a bar to filter.</p>
      <p class="faint keys"><kbd>j</kbd> <kbd>k</kbd> next, previous · <kbd>1</kbd> answers · <kbd>2</kbd> too easy · <kbd>3</kbd> fine ·
      <kbd>n</kbd> <kbd>p</kbd> pages · <kbd>/</kbd> search</p></section>
  </div></details></aside>`;
}

function passes(negative, known) {
  return COLUMNS.every(([key]) => {
    const from = state.choice[key + 'From'], to = state.choice[key + 'To'];
    const value = {cosineQuantile: negative.cosine_quantile, lexicalQuantile: negative.lexical_quantile, cosine: negative.cosine,
      distracting: negative.distracting, length: negative.text.length, reuse: known.reuse}[key];
    return from === undefined || (value >= Number(from) - 1e-6 && value <= Number(to) + 1e-6);
  }) && (!state.choice.pool || state.choice.pool === negative.pool);
}

function card(row, start) {
  const positives = [row.positive_ctx_idx ?? -1].flat().filter(index => index >= 0);
  const own = row.contexts.map((text, i) => [text, positives.includes(i)]).sort((a, b) => Number(b[1]) - Number(a[1]));
  return html`<article aria-label=${'Row ' + row.row}>
    <div class="faint">Row ${row.row}${row.missing ? html` · ${row.missing} missing: ${REASONS[row.reason] ?? row.reason}` : nothing}</div>
    <h3 class="text">${row.question}</h3>
    ${row.answer === null || row.answer === undefined ? nothing : html`<div class="text"><span class="faint">Answer:</span> ${row.answer}</div>`}
    <details><summary>${row.contexts.length} ${row.contexts.length === 1 ? 'context' : 'contexts'}, ${positives.length} positive</summary>
      ${own.map(([text, positive]) => html`<div class="context text ${positive ? 'positive' : ''}">${text}</div>`)}</details>
    ${row.negatives.map((negative, i) => shown(negative, row.known[i], start + i))}
    ${row.rejected?.length ? html`<details><summary>${row.rejected.length} rejected by guards</summary>
      ${row.rejected.map(one => html`<div class="context"><div class="badges"><b>${one.guard}</b>
        <span>cosine quantile <b>${number(one.cosine_quantile, 2)}</b></span><span>words <b>${number(one.lexical_quantile, 2)}</b></span></div>
        <div class="text">${one.text}</div></div>`)}</details>` : nothing}
  </article>`;
}

function shown(negative, known, place) {
  return html`<div class="negative ${place === state.here ? 'here' : ''} ${passes(negative, known) ? '' : 'outside'}" @click=${() => { state.here = place; draw(); }}>
    <div class="badges"><span>risk <b>${number(known.risk, 2)}</b></span><span>cosine quantile <b>${number(negative.cosine_quantile, 2)}</b></span>
      <span>words <b>${number(negative.lexical_quantile, 2)}</b></span>
      ${negative.distracting === undefined || negative.distracting === null ? nothing : html`<span>distracting <b>${number(negative.distracting, 2)}</b></span>`}
      <span>cosine <b>${number(negative.cosine, 2)}</b></span><span>pool <b>${negative.pool}</b></span><span>rows with it <b>${known.reuse}</b></span></div>
    <div class="text">${negative.text}</div>
    <div class="marks" role="group" aria-label="Mark this negative">
      ${MARKS.map(([word, label, key]) => html`<button class=${word} aria-pressed=${known.mark === word ? 'true' : 'false'}
        @click=${event => { event.stopPropagation(); state.here = place; void mark(place, word); }}>${label} <kbd>${key}</kbd></button>`)}
    </div></div>`;
}

function pages() {
  const {list} = state;
  const count = Math.max(1, Math.ceil(list.total / list.pageSize));
  return html`<nav aria-label="Pages">
    <button ?disabled=${list.page === 0} @click=${() => turn(-1)}>Previous</button>
    <span>Page ${list.page + 1} of ${count}, ${list.total} ${list.total === 1 ? 'row' : 'rows'}</span>
    <button ?disabled=${list.page >= count - 1} @click=${() => turn(1)}>Next</button></nav>`;
}

async function toggleUsed() {
  state.used = state.used ? null : (await ask('api/most-used')).passages;
  draw();
}

function draw() {
  const {summary, list, error, choice, used} = state;
  let start = 0;
  render(html`
    <header>
      <h1>${summary?.audit ?? ''}</h1>
      <span class="faint">${summary ? `${summary.rows} rows, ${summary.negatives} negatives, ${summary.passages} passages, ${summary.marks} marks` : ''}</span>
      <input type="search" placeholder="Search" aria-label="Search all texts" .value=${choice.text ?? ''} @change=${event => choose({text: event.target.value})}>
      <select aria-label="Order" @change=${event => choose({order: event.target.value})}>
        ${ORDERS.map(([key, label]) => html`<option value=${key} ?selected=${(choice.order ?? 'risk') === key}>${label}</option>`)}</select>
      <button aria-pressed=${used ? 'true' : 'false'} @click=${toggleUsed}>Most used passages</button>
    </header>
    ${error ? html`<p class="error empty" role="alert">${error}</p>` : nothing}
    ${summary && list ? html`<main>${filters()}<div>
      ${used ? html`<article><h3>Most used passages</h3>${used.map(one => html`<div class="context"><div class="badges"><span>in <b>${one.uses}</b> rows</span></div><div class="text">${one.text}</div></div>`)}</article>` : nothing}
      ${pages()}
      ${list.rows.length === 0 ? html`<p class="empty">No row passes these filters.</p>` : nothing}
      ${list.rows.map(row => { const first = start; start += row.negatives.length; return card(row, first); })}
      ${pages()}</div></main>` : nothing}`, app);
}

app.textContent = '';
window.addEventListener('hashchange', () => { state.choice = chosen(); void load(); });
void load();
