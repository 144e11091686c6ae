// The world's coast has half a million points; a node needs the few thousand around it. Sutherland-Hodgman against a box.
const DEGREES = 5;

function edge(ring, axis, limit, keepsBelow) {
  const inside = point => keepsBelow ? point[axis] <= limit : point[axis] >= limit;
  const out = [];
  for (let i = 0; i < ring.length; i++) {
    const here = ring[i], before = ring[(i + ring.length - 1) % ring.length];
    if (inside(here) !== inside(before)) {
      const part = (limit - before[axis]) / (here[axis] - before[axis]);
      out.push([before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])]);
    }
    if (inside(here)) out.push(here);
  }
  return out;
}

function ringIn(ring, [west, south, east, north]) {
  const open = ring.slice(0, -1);
  const cut = edge(edge(edge(edge(open, 0, west, false), 0, east, true), 1, south, false), 1, north, true);
  return cut.length < 3 ? [] : [...cut, cut[0]];
}

/** The part of a polygon, multipolygon or collection of them around some bounds, as one multipolygon. */
export function clipped(data, bounds) {
  const box = [bounds.getWest() - DEGREES, bounds.getSouth() - DEGREES, bounds.getEast() + DEGREES, bounds.getNorth() + DEGREES];
  const polygons = (data.features ?? [data]).flatMap(({ geometry }) => geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
  const coordinates = polygons.map(polygon => polygon.map(ring => ringIn(ring, box)).filter(ring => ring.length > 0)).filter(polygon => polygon.length > 0);
  return { type: 'Feature', properties: {}, geometry: { type: 'MultiPolygon', coordinates } };
}
