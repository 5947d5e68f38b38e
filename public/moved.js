// Leads on from an old address of a page to its new one, to the place on it that was meant.
const to = document.querySelector('link[rel="canonical"]').href;
location.replace(to + location.search + location.hash);
