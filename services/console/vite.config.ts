import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `pnpm --filter @basalt/console dev` serves the console with reloading, against an API on port 8080.
export default defineConfig({
  base: '/console/',
  plugins: [react(), tailwindcss()],
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
  server: { proxy: { '/v1': { target: 'http://localhost:8080', ws: true } } },
})
