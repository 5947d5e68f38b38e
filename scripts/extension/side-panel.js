// Shows the hub's panel beside a page, and tells it the address of that page: nothing else of it is read, and the address
// goes no further than to the panel on this device.
const { homepage_url: hub } = chrome.runtime.getManifest();
const frame = document.querySelector('iframe');

async function tellAddress() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.url !== undefined) frame.contentWindow.postMessage({ address: tab.url }, new URL(hub).origin);
}

frame.addEventListener('load', tellAddress);
chrome.tabs.onActivated.addListener(tellAddress);
chrome.tabs.onUpdated.addListener((id, changed) => {
  if (changed.url !== undefined) void tellAddress();
});
frame.src = hub;
