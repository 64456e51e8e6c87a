// The portal's own script: every page works without it, this makes it quick and kind.
import { watchComboboxes } from "./js/combobox.js";
import { prepareDateFields, watchDateFields } from "./js/dates.js";
import { watchDialogs } from "./js/dialogs.js";
import { focusHere, watchForms } from "./js/forms.js";
import { watchGalleries } from "./js/gallery.js";
import { startHoldRings } from "./js/hold.js";
import { startLive } from "./js/live.js";
import { preparePush, startServiceWorker } from "./js/push.js";
import { watchRequests } from "./js/requests.js";
import { watchTheme } from "./js/theme.js";
import { startToasts } from "./js/toasts.js";

watchTheme();
watchDialogs();
watchForms();
watchRequests();
watchComboboxes();
watchDateFields();
watchGalleries();
startLive();
startServiceWorker();
preparePush();

function prepare(root) {
  startToasts(root);
  startHoldRings(root);
  prepareDateFields(root);
  focusHere(root);
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
