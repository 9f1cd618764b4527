import { createApp } from "vue";
import "shikaku-form";
import Apply from "./Apply.vue";

createApp(Apply).mount("#root");
