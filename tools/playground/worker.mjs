// Runs Python beside the page, so that typing never waits for it.
import { loadPyodide } from "./pyodide.mjs";

const archive = fetch("packages.zip").then((response) => {
  if (!response.ok) throw new Error(`packages.zip: ${response.status}`);
  return response.arrayBuffer();
});
const [python, packages] = await Promise.all([loadPyodide(), archive]);
python.unpackArchive(packages, "zip");
const { render } = python.pyimport("session");

function answer(source, markup) {
  try {
    return JSON.parse(render(source, markup));
  } catch (error) {
    return { error: error.message.trim().split("\n").at(-1) };
  }
}

onmessage = ({ data: { source, markup } }) => postMessage(answer(source, markup));
postMessage({ ready: true });
