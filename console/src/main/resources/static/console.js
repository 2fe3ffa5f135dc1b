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

/** Shows times in the viewer's zone, and keeps UTC in the title. */
function showTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]:not([title])')) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.title = time.textContent;
      time.textContent = local.format(at);
    }
  }
}

showTimes(document);
for (const event of ['htmx:load', 'htmx:sseMessage', 'htmx:afterSwap']) {
  document.addEventListener(event, (each) => showTimes(each.target.ownerDocument ? each.target : document));
}

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

// Data for the script comes as events of its own; htmx swaps all others into the page.
const data = { figures: showFigures, point: (each) => minutes?.add(JSON.parse(each)) };
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
    say(`Not live since ${local.format(new Date())}: the console does not answer, or your session has ended. Load the page again.`);
  }
  connected = false;
});

/** A colour of the page's styles. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || '#777';
}

function options(element, series) {
  const axis = { stroke: colour('--pico-color'), grid: { stroke: colour('--line') }, ticks: { stroke: colour('--line') } };
  return {
    width: element.clientWidth,
    height: 224,
    series: [{}, ...series.map(([label, stroke]) => ({ label, stroke: colour(stroke), width: 2 }))],
    axes: [axis, { ...axis, size: 70, values: (chart, ticks) => ticks.map((each) => each.toLocaleString()) }],
    scales: { y: { range: (chart, low, high) => [0, Math.max(1, high * 1.1)] } },
  };
}

function fitted(element, chart) {
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
