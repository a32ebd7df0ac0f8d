import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const server = process.env["THINKALOUD_SERVER"] ?? "http://127.0.0.1:8765";

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "../server/static",
    emptyOutDir: true,
    target: "es2022",
    // Everything is a file of its own: the page's security policy has no room for inline scripts or fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": { target: server, ws: true }, "/shared": { target: server } } },
  // Svelte's browser build, also under test.
  resolve: process.env["VITEST"] === undefined ? {} : { conditions: ["browser"] },
  test: { include: ["tests/**/*.test.ts"], environment: "jsdom", testTimeout: 60_000 },
});
