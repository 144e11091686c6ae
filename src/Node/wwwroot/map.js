// The map: our places on Natural Earth land, moving points in a WebGL layer (never setData for what moves), signals as diamonds.
import { Map as GlMap, NavigationControl, ScaleControl, LngLatBounds, setWorkerUrl } from '/lib/maplibre-gl.mjs';
import '/lib/topojson-client.min.js';
import { PointLayer } from '/points.js';
import { clipped } from '/clip.js';
import { Names } from '/names.js';

setWorkerUrl(new URL('/lib/maplibre-gl-worker.mjs', location.href).href);
const SEVERITY = ['--kp-low', '--kp-low', '--kp-medium', '--kp-high', '--kp-critical'];
const ink = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const json = async url => { const answer = await fetch(url); return answer.ok ? answer.json() : null; };

const style = () => ({
  version: 8,
  sources: {},
  layers: [{ id: 'water', type: 'background', paint: { 'background-color': ink('--kp-water') } }],
});

async function addLand(map, around) {
  const world = await json('/lib/land-10m.json');
  if (!world) return;
  map.addSource('land', { type: 'geojson', data: clipped(globalThis.topojson.feature(world, world.objects.land), around) });
  map.addLayer({ id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': ink('--kp-land') } }, map.getLayer('ground') ? 'ground' : undefined);
}

async function addPlaces(map, names, url) {
  const places = url && await json(url);
  if (!places) return null;
  // Without tolerance 0 a small gate is simplified to a line.
  map.addSource('places', { type: 'geojson', data: places, tolerance: 0 });
  const area = ['==', ['geometry-type'], 'Polygon'];
  const closed = ['boolean', ['get', 'closed'], false];
  // Young quays lie beyond the coast that the chart knows; a site is never water.
  map.addLayer({ id: 'ground', type: 'fill', source: 'places', filter: ['==', ['get', 'kind'], 'site'], paint: { 'fill-color': ink('--kp-land') } });
  map.addLayer({ id: 'places', type: 'fill', source: 'places', filter: area, paint: { 'fill-color': ['case', closed, ink('--kp-high'), ink('--kp-action')], 'fill-opacity': 0.09 } });
  map.addLayer({ id: 'borders', type: 'line', source: 'places', filter: area, paint: { 'line-color': ['case', closed, ink('--kp-high'), ink('--kp-action')], 'line-width': 1.5, 'line-dasharray': [3, 2] } });
  for (const site of places.features.filter(feature => feature.properties.kind === 'site')) {
    const box = new LngLatBounds();
    site.geometry.coordinates.flat(site.geometry.type === 'MultiPolygon' ? 2 : 1).forEach(point => box.extend(point));
    names.add(document.documentElement.lang === 'en' && site.properties.name_en || site.properties.name, [box.getCenter().lng, box.getNorth()]);
  }
  return places;
}

// What one wants to see first is the sites; anchorages and fairways lie far out.
function boundsOf(places, points) {
  const bounds = new LngLatBounds();
  const walk = coordinates => typeof coordinates[0] === 'number' ? bounds.extend(coordinates) : coordinates.forEach(walk);
  const all = places?.features ?? [];
  const sites = all.filter(feature => feature.properties.kind === 'site');
  for (const feature of sites.length > 0 ? sites : all) walk(feature.geometry.coordinates);
  if (points.length > 0) {
    const own = new LngLatBounds();
    for (const point of points) own.extend([point.lon, point.lat]);
    return own;
  }
  return bounds.isEmpty() ? new LngLatBounds([3.2, 51.1], [5.2, 52.6]) : bounds;
}

function follow(element, layer) {
  const stream = new EventSource(element.dataset.stream);
  const state = document.querySelector('[data-live-state]');
  const say = (word, live) => { if (state) { state.textContent = word; state.dataset.live = live; } };
  stream.addEventListener('points', event => { layer.set(JSON.parse(event.data)); say(state?.dataset.on, 'yes'); });
  stream.addEventListener('gone', event => layer.drop(JSON.parse(event.data)));
  stream.onerror = () => say(state?.dataset.off, 'no');
  addEventListener('pagehide', () => stream.close());
}

// The list beside the map says which signals there are; the map shows the same as diamonds.
function showSignals(layer) {
  const signals = [...document.querySelectorAll('[data-live-signals] [data-lat]')].map(row => {
    const link = row.querySelector('a');
    return { id: link.getAttribute('href'), lat: Number(row.dataset.lat), lon: Number(row.dataset.lon), kind: 'signal', severity: Number(row.dataset.severity), name: link.textContent, href: link.getAttribute('href') };
  });
  layer.replace('signal', signals);
}

// Evidence at one spot is one pin with all its numbers; the timeline beside it has the same numbers.
function pin(names, points) {
  const spots = new Map();
  for (const point of points) {
    const key = `${point.lon.toFixed(4)},${point.lat.toFixed(4)}`;
    const spot = spots.get(key) ?? spots.set(key, { at: [point.lon, point.lat], numbers: [] }).get(key);
    spot.numbers.push(point.number);
  }
  for (const { at, numbers } of spots.values()) {
    if (numbers[0] === undefined) continue;
    const run = numbers.at(-1) - numbers[0] === numbers.length - 1;
    names.add(numbers.length > 2 ? run ? `${numbers[0]}–${numbers.at(-1)}` : `${numbers[0]}, ${numbers[1]} …` : numbers.join(', '), at, 'pin', 'center');
  }
}

async function draw(element) {
  const still = JSON.parse(element.dataset.points || '[]');
  const kinds = JSON.parse(element.dataset.kinds || '{}');
  const map = new GlMap({ container: element, style: style(), attributionControl: { customAttribution: 'Natural Earth' }, bounds: boundsOf(null, still), fitBoundsOptions: { padding: 40, maxZoom: 13 }, dragRotate: false, pitchWithRotate: false });
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl({}));
  map.keyboard.disableRotation();
  await map.once('load');
  const names = new Names(map);
  pin(names, still);
  const places = await addPlaces(map, names, element.dataset.places);
  const first = boundsOf(places, still);
  // Names stand above their places and may be wide.
  if (still.length === 0) map.fitBounds(first, { padding: Math.min(70, element.clientWidth / 8), duration: 0 });
  await addLand(map, first);
  const layer = new PointLayer(point => ink(point.kind === 'signal' ? SEVERITY[point.severity] ?? '--kp-low' : '--kp-ink'), ink('--kp-paper'));
  map.addLayer(layer);
  layer.set(still.map((point, index) => ({ id: `e${index}`, ...point })));
  names.settle();
  if (element.dataset.stream) {
    showSignals(layer);
    addEventListener('signals-drawn', () => showSignals(layer));
    follow(element, layer);
    for (const box of document.querySelectorAll('[data-shows]')) {
      box.disabled = false;
      const apply = () => layer.show(box.dataset.shows, box.checked);
      box.addEventListener('change', apply);
      apply();
    }
  }
  map.on('click', event => {
    const point = layer.nearest(map, event.point, 16);
    const panel = document.querySelector('[data-map-panel]');
    if (!point || !panel) return;
    panel.hidden = false;
    const kind = kinds[point.kind] ?? '';
    panel.replaceChildren(Object.assign(document.createElement(point.href ? 'a' : 'span'), { textContent: [kind, point.name].filter(Boolean).join(': '), ...(point.href ? { href: point.href } : {}) }));
  });
  element.dataset.drawn = 'yes';
  element.glPoints = layer;
}

for (const element of document.querySelectorAll('[data-map]')) {
  element.replaceChildren();
  draw(element).catch(wrong => { element.textContent = element.dataset.nothing; console.warn(wrong); });
}
