// The look comes from the server, for it is kept with the person; unfold would remember one per device.
localStorage.setItem("_x_adminTheme", JSON.stringify(document.documentElement.className || "auto"));

// What was looked up stays on this device only while its reader is signed in.
document.addEventListener("submit", (event) => {
  if (event.target.id === "logout-form") localStorage.removeItem("commandHistory");
});
