// The back office moves by itself, too.
import { startLive } from "./js/live.js";

startLive();
