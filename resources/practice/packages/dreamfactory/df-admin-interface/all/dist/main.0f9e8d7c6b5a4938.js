fetch('/status').then((answer) => answer.json()).then((status) => {
  document.querySelector('df-root').textContent =
      'Release ' + status.version + ', ' + status.resources.service + ' services';
});
