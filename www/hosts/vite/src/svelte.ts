import { mount } from "svelte";
import "shikaku-form";
import Apply from "./Apply.svelte";

mount(Apply, { target: document.querySelector("#root")! });
