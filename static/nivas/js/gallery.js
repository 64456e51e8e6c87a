// Pictures open large; arrows walk through them. Without script each picture is a link to itself.
function pictures(gallery) {
  return [...gallery.querySelectorAll("[data-gallery-picture]")];
}

function show(gallery, index) {
  const all = pictures(gallery);
  const place = (index + all.length) % all.length;
  const link = all[place];
  const shown = gallery.querySelector("[data-gallery-shown]");
  gallery.dataset.place = String(place);
  shown.src = link.href;
  shown.alt = link.querySelector("img").alt;
  gallery.querySelector("[data-gallery-caption]").textContent = link.dataset.caption;
  gallery.querySelector("[data-gallery-place]").textContent = `${place + 1} / ${all.length}`;
}

function step(gallery, by) {
  show(gallery, Number(gallery.dataset.place) + by);
}

export function watchGalleries() {
  document.addEventListener("click", (event) => {
    const gallery = event.target.closest("[data-gallery]");
    if (!gallery) return;
    const link = event.target.closest("[data-gallery-picture]");
    const button = event.target.closest("[data-gallery-step]");
    if (button) step(gallery, Number(button.dataset.galleryStep));
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    show(gallery, pictures(gallery).indexOf(link));
    gallery.querySelector("dialog").showModal();
  });
  document.addEventListener("keydown", (event) => {
    const gallery = event.target.closest?.("[data-gallery]");
    if (!gallery?.querySelector("dialog[open]")) return;
    if (event.key === "ArrowLeft") step(gallery, -1);
    if (event.key === "ArrowRight") step(gallery, 1);
  });
}
