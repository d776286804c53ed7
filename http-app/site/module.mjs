// Shows the response headers of this page, and its address in the commands. The page is complete without it.

for (const place of document.querySelectorAll('[data-origin]')) {
  place.textContent = location.origin;
}

const panel = document.querySelector('[data-head]');

if (panel) {
  const response = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
  const fields = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  panel.querySelector('code').textContent = [`HEAD ${location.pathname} ${response.status}`, ...fields].join('\n');
  panel.hidden = false;
}
