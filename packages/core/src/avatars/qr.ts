import { encodeQR } from 'qr'

/** A QR code with a margin of so many dots, as SVG. */
export function qrDrawing(text: string, margin: number): string {
  // The encoder always leaves a border; the one that is asked for takes its place.
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1))
  const side = rows.length + 2 * margin
  const dots = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x + margin} ${y + margin}h1v1h-1z` : [])))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${dots.join('')}"/></svg>`
}
