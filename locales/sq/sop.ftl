### area: common

### area: store

### area: deadline

### area: definitions

### area: engine

### area: fill

### area: render

### area: audit

### area: cli

