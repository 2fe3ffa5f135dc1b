// The script of all pages. Pages can be read without it.

const csrf = document.querySelector('meta[name="csrf"]');
const statusLine = document.getElementById('status');

/** Tells the one line that screen readers follow. */
export function say(sentence) {
  if (statusLine && statusLine.textContent !== sentence) {
    statusLine.textContent = sentence;
  }
}

document.addEventListener('htmx:configRequest', (event) => {
  if (csrf) {
    event.detail.headers[csrf.dataset.header] = csrf.content;
  }
});
document.addEventListener('htmx:responseError', (event) => {
  say(event.detail.xhr.status === 401
    ? 'Your session has ended: load the page again to sign in.'
    : 'The console could not answer; load the page again.');
});
document.addEventListener('htmx:sendError', () => say('The console does not answer.'));

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const utcButton = document.getElementById('utc');
let utc = remembered();

/** Whether the viewer chose UTC before. A browser may forbid to remember it. */
function remembered() {
  try {
    return localStorage.getItem('times') === 'utc';
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem('times', utc ? 'utc' : 'local');
  } catch {
    // The choice then holds for this page.
  }
}

/** A time as the viewer chose to see it. */
function shown(at) {
  return utc ? `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC` : local.format(at);
}

/** Shows times as the viewer chose, and the other one of UTC and the viewer's zone in the title. */
function showTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) {
      continue;
    }
    time.dataset.utc ??= time.textContent;
    const text = utc ? time.dataset.utc : local.format(at);
    if (time.textContent !== text) {
      time.textContent = text;
    }
    time.title = utc ? local.format(at) : time.dataset.utc;
  }
}

showTimes(document);
if (utcButton) {
  utcButton.hidden = false;
  utcButton.setAttribute('aria-pressed', String(utc));
  utcButton.addEventListener('click', () => {
    utc = !utc;
    remember();
    utcButton.setAttribute('aria-pressed', String(utc));
    showTimes(document);
    charts.forEach((chart) => chart.redraw(true, true));
  });
}
for (const event of ['htmx:load', 'htmx:sseMessage', 'htmx:afterSwap']) {
  document.addEventListener(event, (each) => showTimes(each.target.ownerDocument ? each.target : document));
}

// htmx gives the focus back by its id. Where the element is gone, such as 'Reload' at the end of a run, the page's
// content gets it, so that the keyboard does not begin at the top again.
let focused = false;
document.addEventListener('htmx:beforeSwap', () => {
  focused = document.activeElement !== document.body;
});
document.addEventListener('htmx:afterSettle', () => {
  if (focused && document.activeElement === document.body) {
    document.getElementById('main')?.focus({ preventScroll: true });
  }
  focused = false;
});

/** Replaces figures in place: nothing moves, and the focus stays where it is. */
function showFigures(data) {
  for (const [key, [text, style]] of Object.entries(JSON.parse(data))) {
    for (const element of document.querySelectorAll(`[data-live="${CSS.escape(key)}"]`)) {
      if (element.textContent !== text) {
        element.textContent = text;
      }
      if (!element.classList.contains('fault')) {
        element.className = style;
      }
    }
  }
}

let seen = null;

/** Offers to load the page again if it is no longer as it was when it connected: nothing moves under the reader. */
function offer(mark) {
  seen ??= mark;
  const link = document.getElementById('changed');
  if (link && mark !== seen && link.hidden) {
    link.hidden = false;
    say('Something has changed on this page.');
  }
}

// Data for the script comes as events of its own; htmx swaps all others into the page.
const data = { figures: showFigures, point: (each) => minutes?.add(JSON.parse(each)), changed: offer };
document.addEventListener('htmx:sseBeforeMessage', (event) => {
  const take = data[event.detail.type];
  if (take) {
    event.preventDefault();
    take(event.detail.data);
  }
});

let connected = false;
document.addEventListener('htmx:sseOpen', () => {
  connected = true;
  say('Live: the figures of this page are kept up to date.');
});
document.addEventListener('htmx:sseError', () => {
  if (connected) {
    say(`Not live since ${shown(new Date())}: the console does not answer, or your session has ended. Load the page again.`);
  }
  connected = false;
});

const charts = [];

/** A colour of the page's styles. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || '#777';
}

function options(element, series) {
  const axis = { stroke: colour('--pico-color'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } };
  return {
    width: element.clientWidth,
    height: 224,
    tzDate: (seconds) => {
      const at = new Date(seconds * 1000);
      return utc ? uPlot.tzDate(at, 'Etc/UTC') : at;
    },
    series: [{}, ...series.map(([label, stroke]) => ({ label, stroke: colour(stroke), width: 2 }))],
    axes: [axis, { ...axis, size: 70, values: (chart, ticks) => ticks.map((each) => each.toLocaleString()) }],
    scales: { y: { range: (chart, low, high) => [0, Math.max(1, high * 1.1)] } },
  };
}

function fitted(element, chart) {
  charts.push(chart);
  // In the next frame: a size that is set while sizes are observed would be observed again.
  new ResizeObserver(() => requestAnimationFrame(() => {
    if (chart.width !== element.clientWidth) {
      chart.setSize({ width: element.clientWidth, height: 224 });
    }
  })).observe(element);
  return chart;
}

/** The chart of the last 15 minutes, to which points are added. */
function minutesChart(element) {
  const kept = 15 * 60;
  let points = JSON.parse(element.dataset.points).slice(0, 4);
  const chart = fitted(element, new uPlot(options(element, [['on the topics', '--pico-primary'], ['loaded', '--good'], ['refused', '--bad']]), points, element));
  return {
    add(more) {
      const last = points[0][points[0].length - 1] ?? 0;
      if (!(more[0][0] > last)) {
        return;
      }
      points = points.map((axis, i) => [...axis, more[i][0]]);
      const first = points[0].findIndex((at) => at >= more[0][0] - kept);
      points = points.map((axis) => axis.slice(first));
      chart.setData(points);
    },
  };
}

/** The chart of the last 24 hours, of the table beside it. */
function hoursChart(element) {
  const rows = [...document.querySelectorAll('#hours tbody tr')].map((row) => row.dataset);
  const points = [rows.map((row) => +row.at), rows.map((row) => +row.rows), rows.map((row) => +row.refused)];
  fitted(element, new uPlot(options(element, [['rows', '--good'], ['refused', '--bad']]), points, element));
}

let minutes = null;
if (window.uPlot) {
  const recent = document.querySelector('[data-chart="minutes"]');
  minutes = recent && minutesChart(recent);
  const day = document.querySelector('[data-chart="hours"]');
  if (day) {
    hoursChart(day);
  }
}

// Event types: copies the text of an element. Without a clipboard the button stays hidden.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      say('Copied.');
    });
  }
}
