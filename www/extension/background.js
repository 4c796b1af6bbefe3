// @ts-check
// In: a click on the button. Out: the side panel of that tab, and the order to check. When the panel is closed, the marks that it
// made on the page go with it. Nothing is read or kept here.

const api = globalThis.browser ?? chrome;

/** What each panel has put into its tab, as it tells: {tab, styles}. */
const panels = new Map();

api.action.onClicked.addListener((tab) => {
  // Both must happen before anything is waited for: a panel opens on a gesture only.
  if (api.sidePanel) {
    api.sidePanel.setOptions({ tabId: tab.id, path: `panel.html?tab=${tab.id}`, enabled: true });
    api.sidePanel.open({ tabId: tab.id });
  } else {
    api.sidebarAction.open();
  }
  // A panel that is open already checks again; one that is just opening does so by itself.
  api.runtime.sendMessage({ type: "check", tab: tab.id }).catch(() => {});
});

api.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((state) => panels.set(port, state));
  port.onDisconnect.addListener(() => {
    const state = panels.get(port);
    panels.delete(port);
    if (state) cleanUp(state);
  });
});

async function cleanUp({ tab, styles }) {
  for (const { frame, css } of styles) {
    await api.scripting.removeCSS({ target: { tabId: tab, frameIds: [frame] }, css, origin: "USER" }).catch(() => {});
  }
  // A tab that has gone elsewhere has nothing of ours any more.
  await api.scripting.executeScript({ target: { tabId: tab, allFrames: true }, func: () => globalThis.goujiPage?.clear() }).catch(() => {});
}
