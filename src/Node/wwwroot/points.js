// A MapLibre layer that draws many moving points in one call: shape says the kind, the arrow the course.
import { MercatorCoordinate } from '/lib/maplibre-gl.mjs';

const SHAPES = { vessel_position: 1, vessel: 1, plate_read: 3, gate_visit: 3, airside_exit: 3, dock_visit: 3 };
// As the severity mark beside a signal: open circle, triangle, filled diamond, octagon with a thick rule.
const SIGNALS = [4, 4, 5, 2, 6];
// What the key under the map can hide: signals by severity, ships, vehicles, the rest.
const groupOf = point => point.kind === 'signal' ? `signal-${Math.max(1, point.severity)}` : ({ 1: 'vessel', 3: 'vehicle' })[SHAPES[point.kind]] ?? 'other';
const shapeOf = point => point.kind === 'signal' ? SIGNALS[point.severity] ?? 2 : SHAPES[point.kind] ?? 0;

const VERTEX = `#version 300 es
in vec2 place; in float shape; in float turn; in vec3 colour;
uniform mat4 matrix; uniform float ratio;
out float vShape; out float vTurn; out vec3 vColour;
void main() {
  gl_Position = matrix * vec4(place, 0.0, 1.0);
  gl_PointSize = (shape == 2.0 || shape > 3.5 ? 22.0 : 13.0) * ratio;
  vShape = shape; vTurn = turn; vColour = colour;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in float vShape; in float vTurn; in vec3 vColour;
uniform vec3 paper;
out vec4 colour;
void main() {
  vec2 p = gl_PointCoord * 2.0 - 1.0;
  float c = cos(vTurn), s = sin(vTurn);
  p = vec2(c * p.x + s * p.y, -s * p.x + c * p.y);
  float inside =
    vShape == 1.0 ? 0.9 - max(abs(p.x) * 2.2 + (p.y + 0.1) * -0.9, p.y * 1.1 + 0.1) :
    vShape == 2.0 ? 0.9 - (abs(p.x) + abs(p.y)) :
    vShape == 3.0 ? 0.6 - max(abs(p.x), abs(p.y)) :
    vShape == 4.0 ? 0.8 - length(p) :
    vShape == 5.0 ? 0.75 - max(abs(p.x) * 1.7 - p.y * 0.85, p.y) :
    vShape == 6.0 ? 0.9 - max(max(abs(p.x), abs(p.y)), (abs(p.x) + abs(p.y)) * 0.7071) : 0.6 - length(p);
  if (inside < 0.0) discard;
  bool hollow = vShape == 4.0 && inside > 0.36 || vShape == 6.0 && inside > 0.34 && inside < 0.48;
  colour = vec4(inside < 0.14 || hollow ? paper : vColour, 1.0);
}`;

const hex = text => [1, 3, 5].map(at => parseInt(text.slice(at, at + 2), 16) / 255);

export class PointLayer {
  id = 'points';
  type = 'custom';
  renderingMode = '2d';
  #points = new Map();
  #hidden = new Set();
  #colourOf;
  #paper;
  #dirty = true;
  #drawn = 0;

  /** Colours as #rrggbb: of a point, and of the rim around each. */
  constructor(colourOf, paper) { this.#colourOf = point => hex(colourOf(point)); this.#paper = hex(paper); }

  get size() { return this.#points.size; }

  get shown() { return [...this.#points.values()].filter(point => !this.#hidden.has(groupOf(point))); }

  /** Shows or hides a group of points. */
  show(group, yes) {
    this.#hidden[yes ? 'delete' : 'add'](group);
    this.#dirty = true;
    this.map?.triggerRepaint();
  }

  /** Adds or moves points: { id, lat, lon, kind, course?, name?, href? }. */
  set(points) {
    for (const point of points) this.#points.set(point.id, point);
    this.#dirty = true;
    this.map?.triggerRepaint();
  }

  /** Takes points off the map, by id. */
  drop(ids) {
    for (const id of ids) this.#points.delete(id);
    this.#dirty = true;
    this.map?.triggerRepaint();
  }

  /** Makes the points of a kind these and no others. */
  replace(kind, points) {
    for (const [id, point] of this.#points) if (point.kind === kind) this.#points.delete(id);
    this.set(points);
  }

  nearest(map, at, reach) {
    let best = null, distance = reach;
    for (const point of this.shown) {
      const screen = map.project([point.lon, point.lat]);
      const d = Math.hypot(screen.x - at.x, screen.y - at.y);
      if (d < distance) [best, distance] = [point, d];
    }
    return best;
  }

  onAdd(map, gl) {
    this.map = map;
    const part = (type, source) => { const shader = gl.createShader(type); gl.shaderSource(shader, source); gl.compileShader(shader); return shader; };
    this.program = gl.createProgram();
    gl.attachShader(this.program, part(gl.VERTEX_SHADER, VERTEX));
    gl.attachShader(this.program, part(gl.FRAGMENT_SHADER, FRAGMENT));
    gl.linkProgram(this.program);
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    let offset = 0;
    for (const [name, size] of [['place', 2], ['shape', 1], ['turn', 1], ['colour', 3]]) {
      const at = gl.getAttribLocation(this.program, name);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, gl.FLOAT, false, 28, offset);
      offset += size * 4;
    }
    gl.bindVertexArray(null);
  }

  #fill(gl) {
    const shown = this.shown;
    this.#drawn = shown.length;
    const data = new Float32Array(shown.length * 7);
    let at = 0;
    // Signals last, so that they lie on top.
    for (const point of shown.sort((a, b) => (a.kind === 'signal') - (b.kind === 'signal'))) {
      const place = MercatorCoordinate.fromLngLat([point.lon, point.lat]);
      data.set([place.x, place.y, shapeOf(point), (point.course ?? 0) * Math.PI / 180, ...this.#colourOf(point)], at);
      at += 7;
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
    this.#dirty = false;
  }

  render(gl, args) {
    if (this.#dirty) this.#fill(gl);
    if (this.#drawn === 0) return;
    gl.useProgram(this.program);
    gl.uniformMatrix4fv(gl.getUniformLocation(this.program, 'matrix'), false, args.defaultProjectionData.mainMatrix);
    gl.uniform1f(gl.getUniformLocation(this.program, 'ratio'), devicePixelRatio);
    gl.uniform3fv(gl.getUniformLocation(this.program, 'paper'), this.#paper);
    gl.enable(gl.BLEND);
    gl.bindVertexArray(this.array);
    gl.drawArrays(gl.POINTS, 0, this.#drawn);
    gl.bindVertexArray(null);
  }
}
