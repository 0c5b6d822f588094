/** `window.desk` over HTTP, for the preview server. Each query is a core of its own. */
const events = new EventSource(`/preview/events${location.search}`);

window.desk = {
  async invoke(path, input) {
    const reply = await fetch(`/preview/invoke${location.search}`, {
      method: 'POST',
      body: JSON.stringify({ path, input }),
    });
    return reply.json();
  },
  subscribe(listener) {
    const take = (event) => listener(JSON.parse(event.data));
    events.addEventListener('message', take);
    return () => events.removeEventListener('message', take);
  },
};
