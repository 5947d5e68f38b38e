// The button of the extension opens the panel at the side.
chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
