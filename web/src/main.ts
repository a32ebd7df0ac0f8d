import { mount } from "svelte";
import App from "./App.svelte";
import "./styles/page.css";

const target = document.getElementById("page");
if (target === null) throw new Error("The page has no place to be drawn in.");
mount(App, { target });
