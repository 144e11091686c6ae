// Names on the map: none over another. The first in the list goes before the rest; what does not fit is hidden until one zooms in.
import { Marker } from '/lib/maplibre-gl.mjs';

export class Names {
  #all = [];

  constructor(map) {
    this.map = map;
    map.on('moveend', () => this.settle());
    map.on('resize', () => this.settle());
  }

  add(text, at, className = 'place-name', anchor = 'bottom') {
    const element = Object.assign(document.createElement('span'), { className, textContent: text });
    // A margin that no other name may enter; a pin always stays.
    this.#all.push({ element, stays: className !== 'place-name' });
    new Marker({ element, anchor }).setLngLat(at).addTo(this.map);
  }

  settle() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const taken = [];
    for (const { element } of this.#all) element.hidden = false;
    for (const { element, stays } of [...this.#all].sort((a, b) => b.stays - a.stays)) {
      const box = element.getBoundingClientRect();
      const inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      const free = taken.every(other => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
      if (stays || (inside && free)) taken.push(box);
      else element.hidden = true;
    }
  }
}
