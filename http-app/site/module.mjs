// Shows what this page was served with, and writes the commands for the address it came from.
// Everything also reads well without it.

for (const place of document.querySelectorAll('[data-origin]')) {
  place.textContent = location.origin;
}

const panel = document.querySelector('[data-head]');

if (panel) {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
  const fields = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
  panel.querySelector('code').textContent = [`HEAD ${location.pathname} answered ${answer.status}`, ...fields].join('\n');
  panel.hidden = false;
}
