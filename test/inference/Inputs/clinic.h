/* Wrappers as Argument Clinic writes them: in a file of their own, for
 * implementations whose first parameter is the module. */

static double scaled_impl(PyObject *module, double x, int by);

static PyObject *
scaled(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *return_value = NULL;
    double x;
    int by = 3;
    double _return_value;

    if (!_PyArg_CheckPositional("scaled", nargs, 1, 2)) {
        goto exit;
    }
    if (PyFloat_CheckExact(args[0])) {
        x = PyFloat_AS_DOUBLE(args[0]);
    }
    else
    {
        x = PyFloat_AsDouble(args[0]);
        if (x == -1.0 && PyErr_Occurred()) {
            goto exit;
        }
    }
    if (nargs < 2) {
        goto skip_optional;
    }
    by = _PyLong_AsInt(args[1]);
    if (by == -1 && PyErr_Occurred()) {
        goto exit;
    }
skip_optional:
    _return_value = scaled_impl(module, x, by);
    if ((_return_value == -1.0) && PyErr_Occurred()) {
        goto exit;
    }
    return_value = PyFloat_FromDouble(_return_value);

exit:
    return return_value;
}

#define SCALED_METHODDEF    \
    {"scaled", (PyCFunction)(void(*)(void))scaled, METH_FASTCALL, NULL},

static int near_impl(PyObject *module, double a, double b, double rel,
                     int strict);

static PyObject *
near(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    PyObject *return_value = NULL;
    static const char * const _keywords[] = {"", "b", "rel", "strict", NULL};
    static _PyArg_Parser _parser = {NULL, _keywords, "near", 0};
    PyObject *argsbuf[4];
    Py_ssize_t noptargs = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0) - 2;
    double a;
    double b;
    double rel = 0.5;
    int strict = 0;
    int _return_value;

    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &_parser, 2, 2, 0, argsbuf);
    if (!args) {
        goto exit;
    }
    a = PyFloat_AsDouble(args[0]);
    if (a == -1.0 && PyErr_Occurred()) {
        goto exit;
    }
    b = PyFloat_AsDouble(args[1]);
    if (b == -1.0 && PyErr_Occurred()) {
        goto exit;
    }
    if (!noptargs) {
        goto skip_optional_kwonly;
    }
    if (args[2]) {
        rel = PyFloat_AsDouble(args[2]);
        if (rel == -1.0 && PyErr_Occurred()) {
            goto exit;
        }
        if (!--noptargs) {
            goto skip_optional_kwonly;
        }
    }
    strict = PyObject_IsTrue(args[3]);
    if (strict < 0) {
        goto exit;
    }
skip_optional_kwonly:
    _return_value = near_impl(module, a, b, rel, strict);
    if ((_return_value == -1) && PyErr_Occurred()) {
        goto exit;
    }
    return_value = PyBool_FromLong((long)_return_value);

exit:
    return return_value;
}

static long collect_impl(PyObject *module, int generation);

static PyObject *
collect(PyObject *module, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    PyObject *return_value = NULL;
    static const char * const _keywords[] = {"generation", NULL};
    static _PyArg_Parser _parser = {NULL, _keywords, "collect", 0};
    PyObject *argsbuf[1];
    Py_ssize_t noptargs = nargs + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0) - 0;
    int generation = 2;
    long _return_value;

    args = _PyArg_UnpackKeywords(args, nargs, NULL, kwnames, &_parser, 0, 1, 0, argsbuf);
    if (!args) {
        goto exit;
    }
    if (!noptargs) {
        goto skip_optional_pos;
    }
    generation = _PyLong_AsInt(args[0]);
    if (generation == -1 && PyErr_Occurred()) {
        goto exit;
    }
skip_optional_pos:
    _return_value = collect_impl(module, generation);
    if ((_return_value == -1) && PyErr_Occurred()) {
        goto exit;
    }
    return_value = PyLong_FromLong(_return_value);

exit:
    return return_value;
}

#define COLLECT_METHODDEF    \
    {"collect", (PyCFunction)(void(*)(void))collect, METH_FASTCALL|METH_KEYWORDS, NULL},

#define NEAR_METHODDEF    \
    {"near", (PyCFunction)(void(*)(void))near, METH_FASTCALL|METH_KEYWORDS, NULL},
