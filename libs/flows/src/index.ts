export { validateDocument, type ValidationPorts, type ValidationRequest } from './validate-document.js';
export { MaterialError, NO_MATERIAL, readAnchors, sortMaterial } from './supplied-material.js';
