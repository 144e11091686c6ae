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
    const marker = new Marker({ element, anchor }).setLngLat(at).addTo(this.map);
    this.#all.push({ element, marker, stays: className !== 'place-name' });
  }

  settle() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const taken = [];
    const isFree = box => taken.every(other => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
    for (const { element, marker } of this.#all) {
      element.hidden = false;
      marker.setOffset([0, 0]);
    }
    for (const { element, marker, stays } of [...this.#all].sort((a, b) => b.stays - a.stays)) {
      let box = element.getBoundingClientRect();
      // Pins stand in a row where they would cover each other.
      for (let step = 1; stays && step < 8 && !isFree(box); step++) {
        marker.setOffset([step * (box.width + 2), 0]);
        box = element.getBoundingClientRect();
      }
      // A name whose place is in view and that runs over the edge comes inside.
      const over = Math.max(0, frame.left + 4 - box.left) || Math.min(0, frame.right - 4 - box.right);
      if (!stays && over !== 0 && Math.abs(over) <= box.width / 2) {
        marker.setOffset([over, 0]);
        box = element.getBoundingClientRect();
      }
      const inside = box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
      if (stays || (inside && isFree(box))) taken.push(box);
      else element.hidden = true;
    }
  }
}
