// Composition root: makes the adapters, wires the use cases, mounts the interface.

import { render } from 'solid-js/web'

render(() => <p>执影</p>, document.getElementById('root')!)
